package mizan.benchmark.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An HTTP response in the buffer of its connection. It is valid until the next request.
 *
 * @param body the bytes after the header section
 */
public record Response(int status, ByteBuffer body) {

    /** Whether the body contains this text. */
    public boolean contains(String text) {
        return count(text) > 0;
    }

    /** The number of occurrences of this text in the body. It compares bytes, because decoding a long page is slow. */
    public int count(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int count = 0;
        for (int i = 0; i <= body.limit() - bytes.length; i++) {
            if (isAt(i, bytes)) {
                count++;
            }
        }
        return count;
    }

    private boolean isAt(int from, byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (body.get(from + i) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
