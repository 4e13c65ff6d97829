package mizan.transfer.json;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file that has one JSON object a line. Empty lines are skipped, and a byte order mark. A line that is no JSON
 * object, or is too long, does not end the file.
 */
public final class JsonLines {

    /** A real comment has less than a tenth of it, in any system. */
    public static final int MAX_LINE = 4 << 20;

    private static final int MAX_DEPTH = 100;

    // Results of reading a line, beside its line feed.
    private static final int END = -1;
    private static final int TOO_LONG = -2;

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build());
    }

    private final InputStream file;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long number;

    public JsonLines(InputStream file) {
        this.file = new BufferedInputStream(file, 64 << 10);
    }

    /** The next line that is not empty; null at the end of the file. */
    public @Nullable JsonLine next() throws IOException {
        return next(MAX_LINE);
    }

    /** @param maxBytes of a longer line, nothing is kept */
    public @Nullable JsonLine next(int maxBytes) throws IOException {
        while (true) {
            int end = read(maxBytes);
            if (end == TOO_LONG) {
                return new JsonLine(number, null);
            }
            String text = line.toString(StandardCharsets.UTF_8).strip();
            if (number == 1 && text.startsWith(BYTE_ORDER_MARK)) {
                text = text.substring(1);
            }
            if (!text.isEmpty()) {
                return new JsonLine(number, object(text));
            }
            if (end == END) {
                return null;
            }
        }
    }

    private int read(int maxBytes) throws IOException {
        line.reset();
        number++;
        int next = file.read();
        boolean isTooLong = false;
        while (next >= 0 && next != '\n') {
            if (line.size() < maxBytes) {
                line.write(next);
            } else {
                isTooLong = true;
            }
            next = file.read();
        }
        return isTooLong ? TOO_LONG : next;
    }

    // The rows of an array that has one row a line, as SQLite writes it, are read too.
    private static @Nullable ObjectNode object(String text) {
        int start = text.startsWith("[") ? 1 : 0;
        int end = text.endsWith(",") || text.endsWith("]") ? text.length() - 1 : text.length();
        try {
            JsonNode value = JSON.readTree(text.substring(start, Math.max(start, end)));
            return value instanceof ObjectNode object ? object : null;
        } catch (IOException _) {
            return null;
        }
    }
}
