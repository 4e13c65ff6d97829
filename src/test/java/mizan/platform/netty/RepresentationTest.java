package mizan.platform.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.netty.buffer.ByteBuf;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepresentationTest {

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip"})
    void responsesOfAFixedRepresentationShareOneBufferOutsideTheHeap(String coding) {
        Representation fixed = Representation.fixed(MediaType.TEXT_PLAIN_TYPE, new byte[100_000], "public");
        HttpRequest<?> request = HttpRequest.GET("/").header("Accept-Encoding", coding);

        ByteBuf first = (ByteBuf) Objects.requireNonNull(fixed.response(request).body());
        ByteBuf second =
                (ByteBuf) Objects.requireNonNull(fixed.response(request).body());

        assertThat(first.isDirect()).isTrue();
        assertThat(first.memoryAddress()).isEqualTo(second.memoryAddress());
        first.skipBytes(first.readableBytes());
        assertThat(second.isReadable()).as("each response has its own position").isTrue();
    }
}
