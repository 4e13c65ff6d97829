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
        return count(text) > 0;
    }

    /** How often the body has this text in it. In octets: to read a long page takes as long as to make it. */
    int count(String text) {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        int count = 0;
        for (int i = 0; i <= body.limit() - wanted.length; i++) {
            if (isAt(i, wanted)) {
                count++;
            }
        }
        return count;
    }

    private boolean isAt(int from, byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (body.get(from + i) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
