package mizan.platform.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import mizan.platform.http.CorsHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Answers GET requests for cached resources on one connection, with the header fields that Micronaut would send. All
 * other requests go to Micronaut; the package's documentation lists them.
 */
final class CachedResponseHandler extends ChannelDuplexHandler {

    private final CachedResources resources;
    private final CachedResponses responses;

    /** Requests passed to Micronaut whose response is not complete yet. */
    private int pending;

    /** Whether the current request is answered here: its remaining parts are discarded. */
    private boolean isAnswered;

    private boolean needsFlush;
    private boolean isIdle;
    private @Nullable ChannelFuture lastWrite;

    CachedResponseHandler(CachedResources resources, CachedResponses responses) {
        this.resources = resources;
        this.responses = responses;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            isAnswered = false; // remains false if answer() throws
            isAnswered = pending == 0 && context.channel().isWritable() && answer(context, request);
            if (!isAnswered) {
                pending++;
            }
        }
        if (isAnswered) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (needsFlush) {
            needsFlush = false;
            context.flush();
        }
        context.fireChannelReadComplete();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        boolean isInterim = message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (message instanceof LastHttpContent && !isInterim) {
            pending--;
        }
        var _ = context.write(message, promise);
    }

    // On shutdown Micronaut closes connections on which it has nothing to write. A response written here is delivered
    // first, except to a client that does not read until the idle timeout.
    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        ChannelFuture written = lastWrite;
        if (written == null || written.isDone() || isIdle) {
            var _ = context.close(promise);
        } else {
            written.addListener(_ -> {
                var _ = context.close(promise);
            });
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) {
            isIdle = true;
        }
        context.fireUserEventTriggered(event);
    }

    private boolean answer(ChannelHandlerContext context, HttpRequest request) {
        long start = System.nanoTime();
        HttpHeaders requestHeaders = request.headers();
        if (!isPlain(request, requestHeaders)) {
            return false;
        }
        @Nullable CachedResource resource = resources.get(request.uri());
        @Nullable Representation representation = resource == null ? null : resource.representation();
        Representation.@Nullable PreparedResponse prepared = representation == null
                ? null
                : representation.prepared(
                        requestHeaders.get(HttpHeaderNames.ACCEPT_ENCODING),
                        requestHeaders.get(HttpHeaderNames.IF_NONE_MATCH));
        if (resource == null || prepared == null) {
            return false;
        }
        HttpHeaders headers =
                DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
        for (Representation.HeaderField field : prepared.fields()) {
            headers.add(field.name(), field.value());
        }
        headers.add(HttpHeaderNames.DATE, responses.date());
        CorsHeaders.addHeaders(requestHeaders.get(HttpHeaderNames.ORIGIN), resource::allowsOrigin, headers::add);
        if (!prepared.isNotModified()) {
            headers.add(HttpHeaderNames.CONTENT_LENGTH, prepared.bytes().length);
        }
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                prepared.isNotModified() ? HttpResponseStatus.NOT_MODIFIED : HttpResponseStatus.OK,
                Unpooled.wrappedBuffer(prepared.bytes()),
                headers,
                EmptyHttpHeaders.INSTANCE);
        lastWrite = context.write(response).addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
        needsFlush = true;
        responses.record(resource.route(), prepared.isNotModified(), System.nanoTime() - start);
        return true;
    }

    /** Whether the response depends on nothing but the target, the accepted coding and the validator. */
    private static boolean isPlain(HttpRequest request, HttpHeaders headers) {
        return request.method().equals(HttpMethod.GET)
                && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && request.decoderResult().isSuccess()
                && acceptsAnyType(headers.get(HttpHeaderNames.ACCEPT))
                && !headers.contains(HttpHeaderNames.AUTHORIZATION)
                && !headers.contains(HttpHeaderNames.COOKIE)
                && !headers.contains(HttpHeaderNames.CONTENT_LENGTH)
                && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                && !headers.contains(HttpHeaderNames.EXPECT)
                && !headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
    }

    private static boolean acceptsAnyType(@Nullable String accept) {
        return accept == null || accept.equals("*/*");
    }
}
