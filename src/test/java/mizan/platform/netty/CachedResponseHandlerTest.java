package mizan.platform.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.http.MediaType;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CachedResponseHandlerTest {

    private static final String KNOWN = "/known?a=1";
    private static final Representation BODY = Representation.of(
            MediaType.TEXT_PLAIN_TYPE, "finished".getBytes(StandardCharsets.UTF_8), "public, max-age=10");

    private final CachedResources answers = new CachedResources();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EmbeddedChannel connection = connection();

    CachedResponseHandlerTest() {
        answers.put(KNOWN, new Known(BODY));
        answers.put("/unready", new Known(null));
    }

    @Test
    void whatIsAtHandIsAnsweredAndCounted() {
        FullHttpRequest request =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, KNOWN, Unpooled.buffer());
        connection.writeInbound(request);

        FullHttpResponse response = connection.readOutbound();
        assertThat(passedOn()).isNull();
        assertThat(request.refCnt()).isZero();
        assertThat(response.status()).isEqualTo(HttpResponseStatus.OK);
        assertThat(response.content().toString(StandardCharsets.UTF_8)).isEqualTo("finished");
        assertThat(response.headers().get("Date")).matches("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} [0-9:]{8} GMT");
        assertThat(meters.get("http.server.requests")
                        .tags("status", "200", "uri", "/known")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /known?a=1, X, 1",
        "HEAD, /known?a=1, X, 1",
        "GET, /known?a=2, X, 1",
        "GET, /unready, X, 1",
        "GET, /known?a=1, Cookie, a=b",
        "GET, /known?a=1, Authorization, Bearer x",
        "GET, /known?a=1, Accept, text/html",
        "GET, /known?a=1, Connection, close",
        "GET, /known?a=1, Content-Length, 1",
        "GET, /known?a=1, Transfer-Encoding, chunked",
        "GET, /known?a=1, Expect, 100-continue",
        "GET, /known?a=1, Accept-Encoding, gzip"
    })
    void allElseIsPassedOn(String method, String target, String name, String value) {
        HttpRequest request = request(HttpMethod.valueOf(method), target);
        request.headers().set(name, value);

        connection.writeInbound(request);

        assertThat(passedOn()).isSameAs(request);
        assertThat(connection.outboundMessages()).isEmpty();
    }

    @Test
    void anOlderVersionAndWhatIsNoRequestArePassedOnToo() {
        HttpRequest old = request(HttpMethod.GET, KNOWN).setProtocolVersion(HttpVersion.HTTP_1_0);
        HttpRequest broken = request(HttpMethod.GET, KNOWN);
        broken.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("no request")));

        for (HttpRequest request : List.of(old, broken)) {
            EmbeddedChannel line = connection();
            line.writeInbound(request);

            assertThat(line.<HttpRequest>readInbound()).isSameAs(request);
            assertThat(line.outboundMessages()).isEmpty();
        }
    }

    @Test
    void nobodyIsAnsweredBeforeWhoCameFirst() {
        HttpRequest slow = request(HttpMethod.POST, KNOWN);
        HttpRequest second = request(HttpMethod.GET, KNOWN);
        connection.writeInbound(slow, second);

        assertThat(passedOn()).isSameAs(slow);
        assertThat(passedOn()).isSameAs(second);

        connection.writeOutbound(answer(HttpResponseStatus.CONTINUE), answer(HttpResponseStatus.ACCEPTED));
        connection.writeInbound(request(HttpMethod.GET, KNOWN));
        assertThat(passedOn()).isNotNull();

        connection.writeOutbound(answer(HttpResponseStatus.OK), answer(HttpResponseStatus.OK));
        connection.writeInbound(request(HttpMethod.GET, KNOWN));
        assertThat(passedOn()).isNull();
    }

    @Test
    void whoDoesNotReadIsNotAnsweredHere() {
        connection.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        HttpRequest request = request(HttpMethod.GET, KNOWN);

        connection.writeInbound(request);

        assertThat(passedOn()).isSameAs(request);
    }

    @Test
    void whatIsWrittenArrivesBeforeTheConnectionIsClosed() {
        SlowLine line = new SlowLine();
        connection.pipeline().addFirst(line);
        connection.writeInbound(request(HttpMethod.GET, KNOWN));

        var _ = connection.pipeline().close();
        assertThat(connection.isOpen()).isTrue();

        for (ChannelPromise promise : line.promises) {
            var _ = promise.setSuccess();
        }
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void ofAClientThatDoesNotReadInTimeNothingIsWaitedFor() {
        connection.pipeline().addFirst(new SlowLine());
        connection.writeInbound(request(HttpMethod.GET, KNOWN));

        connection.pipeline().fireUserEventTriggered(IdleStateEvent.FIRST_ALL_IDLE_STATE_EVENT);
        var _ = connection.pipeline().close();

        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void whatNobodyAsksAgainFillsNoMemory() {
        for (int i = 0; i < 100_000; i++) {
            answers.put("/known?a=" + "x".repeat(i % 2_000) + i, new Known(BODY));
        }

        assertThat(answers.size()).isLessThanOrEqualTo(4 << 20);
    }

    private EmbeddedChannel connection() {
        return new EmbeddedChannel(
                new CachedResponseHandler(answers, new CachedResponses(answers, meters, Clock.systemUTC(), 8081)));
    }

    private @Nullable HttpRequest passedOn() {
        return connection.readInbound();
    }

    private static HttpRequest request(HttpMethod method, String target) {
        return new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, method, target, Unpooled.EMPTY_BUFFER);
    }

    private static FullHttpResponse answer(HttpResponseStatus status) {
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
    }

    /** Takes what is written, and says nothing of its arrival. */
    private static final class SlowLine extends ChannelOutboundHandlerAdapter {

        private final List<ChannelPromise> promises = new ArrayList<>();

        @Override
        public void write(ChannelHandlerContext context, Object part, ChannelPromise promise) {
            ReferenceCountUtil.release(part);
            promises.add(promise);
        }
    }

    private record Known(@Nullable Representation representation) implements CachedResource {

        @Override
        public boolean allowsOrigin(String origin) {
            return false;
        }

        @Override
        public String route() {
            return "/known";
        }
    }
}
