package mizan.platform.outbound;

import java.time.Duration;
import java.util.Map;

/**
 * A POST request with a body in JSON.
 *
 * @param headers further header fields
 * @param limits when the request is given up
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record OutboundRequest(OutboundUrl url, Map<String, String> headers, byte[] body, Limits limits) {

    /** @throws IllegalArgumentException if a header field contains a control character */
    public OutboundRequest {
        headers = Map.copyOf(headers);
        headers.forEach((name, value) -> {
            if ((name + value).chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("A header field contains a control character");
            }
        });
        body = body.clone();
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    /**
     * The limits of a request.
     *
     * @param total the time for everything, from the DNS lookup to the last byte of the response
     * @param responseBytes the size of the response's body; 0 if the body does not matter: then it is not read
     */
    public record Limits(Duration total, int responseBytes) {}

    /** Contains no header field and no body: they may be secret or personal. */
    @Override
    public String toString() {
        return "OutboundRequest[" + url + "]";
    }
}
