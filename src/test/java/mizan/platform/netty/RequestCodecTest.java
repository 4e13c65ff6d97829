package mizan.platform.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestCodecTest {

    private static final String REQUEST = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";

    private final ConnectionLimits limits = new ConnectionLimits(
            new BodyLimits(() -> {
                throw new IllegalStateException();
            }),
            new ConnectionDraining(Duration.ZERO),
            8081,
            1_000,
            1_000);

    @Test
    void requestsWaitWhileFourAreUnanswered() {
        EmbeddedChannel connection = connection();
        connection.writeInbound(bytes(REQUEST.repeat(10)));

        assertThat(decoded(connection)).isEqualTo(4);

        answer(connection);
        assertThat(decoded(connection)).isEqualTo(1);

        for (int i = 0; i < 5; i++) {
            answer(connection);
        }
        assertThat(decoded(connection)).isEqualTo(5);
    }

    @Test
    void requestsWaitWhileTheClientDoesNotRead() {
        EmbeddedChannel connection = connection();
        connection.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        connection.writeInbound(bytes(REQUEST.repeat(2)));
        assertThat(decoded(connection)).isZero();

        connection.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        connection.runPendingTasks();

        assertThat(decoded(connection)).isEqualTo(2);
    }

    @Test
    void connectionIsClosedWhenTooManyBytesAreUnread() {
        EmbeddedChannel connection = connection();

        limits.addUnwritten(ConnectionLimits.MAX_UNWRITTEN);
        assertThat(connection.isOpen()).isTrue();
        limits.addUnwritten(1);

        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void newConnectionReplacesTheOneThatIsIdleForLongest() {
        List<EmbeddedChannel> connections = new ArrayList<>();
        EmbeddedChannel busy = connection();
        busy.writeInbound(bytes(REQUEST));
        for (int i = 0; i < ConnectionLimits.MAX_CONNECTIONS; i++) {
            connections.add(connection());
        }

        assertThat(busy.isOpen()).isTrue();
        assertThat(connections.getFirst().isOpen()).isFalse();
        assertThat(connections.stream().filter(EmbeddedChannel::isOpen)).hasSize(ConnectionLimits.MAX_CONNECTIONS - 1);
    }

    @Test
    void incompleteHeadsCountAsRequestBytes() {
        ConnectionLimits large = new ConnectionLimits(
                new BodyLimits(() -> {
                    throw new IllegalStateException();
                }),
                new ConnectionDraining(Duration.ZERO),
                8081,
                65_536,
                1_000);
        EmbeddedChannel connection =
                new EmbeddedChannel(new RequestCodec(large, new HttpDecoderConfig().setMaxInitialLineLength(65_536)));

        connection.writeInbound(bytes("GET /" + "a".repeat(20_000)));
        assertThat(large.requestBytes()).isEqualTo(20_005 - ConnectionLimits.FREE_REQUEST_BYTES);

        connection.writeInbound(bytes(" HTTP/1.1\r\nHost: a\r\n\r\n"));
        assertThat(large.requestBytes()).isZero();
    }

    private EmbeddedChannel connection() {
        RequestCodec codec = new RequestCodec(limits, new HttpDecoderConfig());
        EmbeddedChannel connection = new EmbeddedChannel(codec);
        limits.admit(codec, connection.pipeline());
        return connection;
    }

    private static void answer(EmbeddedChannel connection) {
        connection.writeOutbound(new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.NO_CONTENT, Unpooled.EMPTY_BUFFER));
        connection.runPendingTasks();
    }

    private static int decoded(EmbeddedChannel connection) {
        int requests = 0;
        for (Object message = connection.readInbound(); message != null; message = connection.readInbound()) {
            requests += message instanceof HttpRequest ? 1 : 0;
            ReferenceCountUtil.release(message);
        }
        return requests;
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }
}
