package mizan.transfer.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLinesTest {

    @Test
    void linesThatAreNoObjectsAreCountedAndTheOthersRead() throws IOException {
        String file = "\ufeff{\"a\":1}\r\n\n{\"a\":\n[1]\nnull\n{\"a\":2} {}\n{\"a\":\"\\u0000\"}\n{\"a\":3}";

        assertThat(lines(stream(file)))
                .containsExactly(
                        "1 {\"a\":1}", "3 null", "4 null", "5 null", "6 null", "7 {\"a\":\"\\u0000\"}", "8 {\"a\":3}");
    }

    @Test
    void rowsOfAnArrayAreLines() throws IOException {
        assertThat(lines(stream("[{\"a\":1},\n{\"a\":2}]\n"))).containsExactly("1 {\"a\":1}", "2 {\"a\":2}");
    }

    @Test
    void hugeLineIsSkippedInBoundedMemory() throws IOException {
        InputStream file = new SequenceInputStream(
                new SequenceInputStream(stream("{\"a\":\""), new Repeated('x', 20L << 20)), stream("\"}\n{\"a\":2}\n"));

        assertThat(lines(file)).containsExactly("1 null", "2 {\"a\":2}");
    }

    @Test
    void deepNestingIsRefused() throws IOException {
        assertThat(lines(stream("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}\n")))
                .containsExactly("1 null");
    }

    private static List<String> lines(InputStream file) throws IOException {
        List<String> lines = new ArrayList<>();
        JsonLines reader = new JsonLines(file);
        for (JsonLine line = reader.next(); line != null; line = reader.next()) {
            lines.add(line.number() + " " + line.object());
        }
        return lines;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same byte many times. */
    private static final class Repeated extends InputStream {

        private final int value;
        private long left;

        Repeated(int value, long count) {
            this.value = value;
            this.left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? value : -1;
        }

        @Override
        public int read(byte[] buffer, int start, int length) {
            if (length > 0 && left <= 0) {
                return -1;
            }
            int read = (int) Math.min(length, left);
            Arrays.fill(buffer, start, start + read, (byte) value);
            left -= read;
            return read;
        }
    }
}
