package mizan.platform.netty;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.request.BodyLimit;

/**
 * Bounds the bodies of one connection's requests while they arrive: each by the {@link BodyLimit} of its route, and all
 * unanswered ones by {@link ConnectionLimits}. The rest of a body that is refused is discarded.
 */
final class BodyLimitHandler extends ChannelDuplexHandler {

    private final BodyLimits limits;
    private final ConnectionLimits memory;

    /** The limit of the current request; 0 before its route is known. */
    private int limit;

    private long received;
    private long reserved;
    private boolean isRefused;
    private boolean isLast;
    private int unanswered;

    /** The handler's name in the pipeline. */
    static final String NAME = "body-limit";

    /** Event: the body has not arrived in time. The connection is closed after the response. */
    static final Object BODY_TIMEOUT = new Object();

    BodyLimitHandler(BodyLimits limits, ConnectionLimits memory) {
        this.limits = limits;
        this.memory = memory;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            begin(context, request);
        } else if (message instanceof HttpContent content) {
            receive(context, content);
        } else {
            context.fireChannelRead(message);
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest request) {
        isRefused = false;
        received = 0;
        limit = BodyLimit.DEFAULT;
        if (request.decoderResult().isSuccess() && !RequestTarget.normalize(request)) {
            request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("not UTF-8")));
            request.setUri(RequestTarget.parseable(request.uri()));
        }
        HttpHeaders headers = request.headers();
        long length = request.decoderResult().isFailure() ? 0 : HttpUtil.getContentLength(request, 0L);
        if (length > BodyLimit.DEFAULT || headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            limit = limits.of(request);
        }
        unanswered++;
        context.fireChannelRead(request);
        if (length > limit && limit != BodyLimit.STREAMED) {
            refuse(context, new ProblemException(ProblemType.TOO_LARGE));
        }
    }

    private void receive(ChannelHandlerContext context, HttpContent content) {
        received += content.content().readableBytes();
        if (!isRefused && content.decoderResult().isFailure()) {
            // The framework would take the part that has arrived for the whole body.
            isLast = true;
            refuse(context, ProblemException.malformed());
        } else if (!isRefused && received > limit && limit != BodyLimit.STREAMED) {
            refuse(context, new ProblemException(ProblemType.TOO_LARGE));
        } else if (!isRefused && limit != BodyLimit.STREAMED && !reserve()) {
            refuse(context, new ProblemException(ProblemType.UNAVAILABLE));
        }
        if (!isRefused) {
            context.fireChannelRead(content);
        } else if (content instanceof LastHttpContent) {
            ReferenceCountUtil.release(content);
            context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
        } else {
            ReferenceCountUtil.release(content);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == BODY_TIMEOUT) {
            isLast = true;
            refuse(context, new ProblemException(ProblemType.REQUEST_TIMEOUT));
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    private void refuse(ChannelHandlerContext context, Exception cause) {
        isRefused = true;
        // Otherwise the framework has answered without the body.
        if (unanswered > 0) {
            context.fireExceptionCaught(cause);
        }
    }

    private boolean reserve() {
        long needed = received - ConnectionLimits.FREE_REQUEST_BYTES - reserved;
        if (needed > 0) {
            if (!memory.reserve(needed)) {
                return false;
            }
            reserved += needed;
        }
        return true;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        boolean isInterim =
                message instanceof HttpResponse head && head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        boolean isEnd = message instanceof LastHttpContent && !isInterim;
        if (isLast && message instanceof HttpResponse response) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        if (isEnd) {
            unanswered--;
            release();
        }
        if (isEnd && isLast) {
            var _ = context.writeAndFlush(message, promise.unvoid()).addListener(ChannelFutureListener.CLOSE);
        } else {
            var _ = context.write(message, promise);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        release();
        context.fireChannelInactive();
    }

    private void release() {
        if (reserved > 0) {
            memory.release(reserved);
            reserved = 0;
        }
    }
}
