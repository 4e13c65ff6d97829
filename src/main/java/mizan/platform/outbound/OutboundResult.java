package mizan.platform.outbound;

import java.util.Locale;

/** The result of a request. */
public sealed interface OutboundResult {

    /**
     * The target has responded, with any status. Redirects are not followed.
     *
     * @param body empty if the request wanted no body
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Response(int status, byte[] body) implements OutboundResult {

        public Response {
            body = body.clone();
        }

        @Override
        public byte[] body() {
            return body.clone();
        }

        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        @Override
        public String toString() {
            return "Response[" + status + "]";
        }
    }

    /** There is no response. After a timeout the target may still have received the request. */
    record Failed(Reason reason) implements OutboundResult {}

    /** Why there is no response. */
    enum Reason {
        /** The URL has the scheme http, and its host is not listed in {@code MIZAN_OUTBOUND_ALLOWED}. */
        NOT_ENCRYPTED,
        /** The host has only addresses of private or special networks, which {@code MIZAN_OUTBOUND_ALLOWED} does not list. */
        ADDRESS_REFUSED,
        /** The host has no address. */
        UNKNOWN_HOST,
        /** No address accepted a connection. */
        NOT_CONNECTED,
        /** The certificate is not valid for the host, or TLS failed otherwise. */
        TLS_FAILED,
        /** The time was over. */
        TIMED_OUT,
        /** The connection broke, or the response was not valid HTTP. */
        BROKEN,
        /** The response's body was larger than its limit. */
        TOO_LARGE,
        /** Most of the last requests to this target failed, so none is sent for half a minute. */
        CIRCUIT_OPEN,
        /** The thread was interrupted, because the service stops. */
        INTERRUPTED;

        /** The value in metrics, such as {@code timed-out}. */
        public String tag() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
