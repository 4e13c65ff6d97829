package mizan.benchmark.limit;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The limit of reads: a server with Netty's HTTP codec only. It sends recorded responses of the service from memory. It
 * is a separate program, so that its JVM has the same flags as the JVM of the service.
 */
public final class BareNettyServer {

    private static final int EVENT_LOOPS = Runtime.getRuntime().availableProcessors();

    private BareNettyServer() {}

    /** @param arguments the port, the origin of the service, and the paths to record */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, RecordedResponses> responses = new HashMap<>();
        for (String path : List.of(arguments).subList(2, arguments.length)) {
            responses.put(path, RecordedResponses.of(URI.create(arguments[1]).resolve(path)));
        }
        RecordedResponseHandler handler = new RecordedResponseHandler(responses);
        new ServerBootstrap()
                .group(new MultiThreadIoEventLoopGroup(EVENT_LOOPS, NioIoHandler.newFactory()))
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new HttpServerCodec(), handler);
                    }
                })
                .bind("127.0.0.1", Integer.parseInt(arguments[0]))
                .sync()
                .channel()
                .closeFuture()
                .sync();
    }

    @Sharable
    private static final class RecordedResponseHandler extends SimpleChannelInboundHandler<Object> {

        private static final HttpHeaders NO_HEADERS = EmptyHttpHeaders.INSTANCE;
        private static final byte[] NO_BODY = {};

        private final Map<String, RecordedResponses> recorded;

        RecordedResponseHandler(Map<String, RecordedResponses> recorded) {
            this.recorded = recorded;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                RecordedResponses recordedResponse = recorded.get(request.uri());
                ChannelFuture _ = context.write(
                        recordedResponse == null
                                ? response(new RecordedResponses.Variant(404, NO_HEADERS, NO_BODY))
                                : response(recordedResponse, request),
                        context.voidPromise());
            }
            if (message instanceof LastHttpContent) {
                context.flush();
            }
        }

        private static DefaultFullHttpResponse response(RecordedResponses recordedResponse, HttpRequest request) {
            HttpHeaders headers = request.headers();
            if (headers.contains(HttpHeaderNames.IF_NONE_MATCH)) {
                return response(recordedResponse.notModified());
            }
            return response(
                    headers.contains(HttpHeaderNames.ACCEPT_ENCODING)
                            ? recordedResponse.gzip()
                            : recordedResponse.plain());
        }

        private static DefaultFullHttpResponse response(RecordedResponses.Variant part) {
            return new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1,
                    HttpResponseStatus.valueOf(part.status()),
                    Unpooled.wrappedBuffer(part.body()),
                    part.headers(),
                    NO_HEADERS);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            ChannelFuture _ = context.close();
        }
    }
}
