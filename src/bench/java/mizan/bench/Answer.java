package mizan.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An HTTP answer as it lies in a connection's buffer; valid until the next request.
 *
 * @param body from where the header section ended to the end
 */
record Answer(int status, ByteBuffer body) {

    /** Whether the body has this text in it. */
    boolean has(String text) {
        return text().contains(text);
    }

    String text() {
        return StandardCharsets.UTF_8.decode(body.duplicate()).toString();
    }
}
