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

    private static final String CACHED = "/cached?a=1";
    private static final Representation REPRESENTATION = Representation.of(
            MediaType.TEXT_PLAIN_TYPE, "cached".getBytes(StandardCharsets.UTF_8), "public, max-age=10");

    private final CachedResources resources = new CachedResources();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EmbeddedChannel connection = connection();

    CachedResponseHandlerTest() {
        resources.put(CACHED, new Resource(REPRESENTATION));
        resources.put("/invalidated", new Resource(null));
    }

    @Test
    void cachedResourceIsServedAndCounted() {
        FullHttpRequest request =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, CACHED, Unpooled.buffer());
        connection.writeInbound(request);

        FullHttpResponse response = connection.readOutbound();
        assertThat(passedOn()).isNull();
        assertThat(request.refCnt()).isZero();
        assertThat(response.status()).isEqualTo(HttpResponseStatus.OK);
        assertThat(response.content().toString(StandardCharsets.UTF_8)).isEqualTo("cached");
        assertThat(response.headers().get("Date")).matches("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} [0-9:]{8} GMT");
        assertThat(meters.get("http.server.requests")
                        .tags("status", "200", "uri", "/cached")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /cached?a=1, X, 1",
        "HEAD, /cached?a=1, X, 1",
        "GET, /cached?a=2, X, 1",
        "GET, /invalidated, X, 1",
        "GET, /cached?a=1, Cookie, a=b",
        "GET, /cached?a=1, Authorization, Bearer x",
        "GET, /cached?a=1, Accept, text/html",
        "GET, /cached?a=1, Connection, close",
        "GET, /cached?a=1, Content-Length, 1",
        "GET, /cached?a=1, Transfer-Encoding, chunked",
        "GET, /cached?a=1, Expect, 100-continue",
        "GET, /cached?a=1, Accept-Encoding, gzip"
    })
    void otherRequestsArePassedOn(String method, String target, String name, String value) {
        HttpRequest request = request(HttpMethod.valueOf(method), target);
        request.headers().set(name, value);

        connection.writeInbound(request);

        assertThat(passedOn()).isSameAs(request);
        assertThat(connection.outboundMessages()).isEmpty();
    }

    @Test
    void olderHttpVersionsAndMalformedRequestsArePassedOn() {
        HttpRequest old = request(HttpMethod.GET, CACHED).setProtocolVersion(HttpVersion.HTTP_1_0);
        HttpRequest malformed = request(HttpMethod.GET, CACHED);
        malformed.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("malformed")));

        for (HttpRequest request : List.of(old, malformed)) {
            EmbeddedChannel channel = connection();
            channel.writeInbound(request);

            assertThat(channel.<HttpRequest>readInbound()).isSameAs(request);
            assertThat(channel.outboundMessages()).isEmpty();
        }
    }

    @Test
    void pipelinedRequestIsPassedOnWhileAnEarlierOneIsUnanswered() {
        HttpRequest slow = request(HttpMethod.POST, CACHED);
        HttpRequest second = request(HttpMethod.GET, CACHED);
        connection.writeInbound(slow, second);

        assertThat(passedOn()).isSameAs(slow);
        assertThat(passedOn()).isSameAs(second);

        connection.writeOutbound(response(HttpResponseStatus.CONTINUE), response(HttpResponseStatus.ACCEPTED));
        connection.writeInbound(request(HttpMethod.GET, CACHED));
        assertThat(passedOn()).isNotNull();

        connection.writeOutbound(response(HttpResponseStatus.OK), response(HttpResponseStatus.OK));
        connection.writeInbound(request(HttpMethod.GET, CACHED));
        assertThat(passedOn()).isNull();
    }

    @Test
    void requestIsPassedOnWhenTheClientDoesNotRead() {
        connection.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        HttpRequest request = request(HttpMethod.GET, CACHED);

        connection.writeInbound(request);

        assertThat(passedOn()).isSameAs(request);
    }

    @Test
    void responseIsDeliveredBeforeTheConnectionCloses() {
        SlowClient client = new SlowClient();
        connection.pipeline().addFirst(client);
        connection.writeInbound(request(HttpMethod.GET, CACHED));

        var _ = connection.pipeline().close();
        assertThat(connection.isOpen()).isTrue();

        for (ChannelPromise promise : client.promises) {
            var _ = promise.setSuccess();
        }
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void idleConnectionClosesWithoutDelivery() {
        connection.pipeline().addFirst(new SlowClient());
        connection.writeInbound(request(HttpMethod.GET, CACHED));

        connection.pipeline().fireUserEventTriggered(IdleStateEvent.FIRST_ALL_IDLE_STATE_EVENT);
        var _ = connection.pipeline().close();

        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void memoryForRequestTargetsIsBounded() {
        for (int i = 0; i < 100_000; i++) {
            resources.put("/cached?a=" + "x".repeat(i % 2_000) + i, new Resource(REPRESENTATION));
        }

        assertThat(resources.weight()).isLessThanOrEqualTo(4 << 20);
    }

    private EmbeddedChannel connection() {
        return new EmbeddedChannel(
                new CachedResponseHandler(resources, new CachedResponses(resources, meters, Clock.systemUTC(), 8081)));
    }

    private @Nullable HttpRequest passedOn() {
        return connection.readInbound();
    }

    private static HttpRequest request(HttpMethod method, String target) {
        return new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, method, target, Unpooled.EMPTY_BUFFER);
    }

    private static FullHttpResponse response(HttpResponseStatus status) {
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
    }

    /** Accepts writes and leaves their promises open, like a client that does not read. */
    private static final class SlowClient extends ChannelOutboundHandlerAdapter {

        private final List<ChannelPromise> promises = new ArrayList<>();

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            ReferenceCountUtil.release(message);
            promises.add(promise);
        }
    }

    private record Resource(@Nullable Representation representation) implements CachedResource {

        @Override
        public int memoryBytes() {
            return 0;
        }

        @Override
        public boolean allowsOrigin(String origin) {
            return false;
        }

        @Override
        public String route() {
            return "/cached";
        }
    }
}
