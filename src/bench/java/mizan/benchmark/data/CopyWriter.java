package mizan.benchmark.data;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Writes rows into a table with COPY, in its text format. */
final class CopyWriter implements AutoCloseable {

    private static final int FLUSH_CHARACTERS = 256 * 1024;
    private static final HexFormat HEX = HexFormat.of();

    private final CopyIn copy;
    private final StringBuilder rows = new StringBuilder(2 * FLUSH_CHARACTERS);
    private boolean isFirst = true;

    /** @param target the table and its columns, in the syntax of COPY */
    CopyWriter(Connection connection, String target) throws SQLException {
        this.copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + target + " FROM STDIN");
    }

    CopyWriter text(@Nullable String value) {
        separate();
        if (value == null) {
            rows.append("\\N");
            return this;
        }
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            switch (character) {
                case '\\' -> rows.append("\\\\");
                case '\n' -> rows.append("\\n");
                case '\r' -> rows.append("\\r");
                case '\t' -> rows.append("\\t");
                default -> rows.append(character);
            }
        }
        return this;
    }

    CopyWriter id(@Nullable UUID value) {
        return raw(value == null ? "\\N" : value.toString());
    }

    CopyWriter bytes(byte[] value) {
        separate();
        rows.append("\\\\x");
        HEX.formatHex(rows, value);
        return this;
    }

    CopyWriter number(long value) {
        return raw(String.valueOf(value));
    }

    CopyWriter time(@Nullable Instant value) {
        return raw(value == null ? "\\N" : value.toString());
    }

    private CopyWriter raw(String value) {
        separate();
        rows.append(value);
        return this;
    }

    private void separate() {
        if (!isFirst) {
            rows.append('\t');
        }
        isFirst = false;
    }

    void endRow() throws SQLException {
        rows.append('\n');
        isFirst = true;
        if (rows.length() > FLUSH_CHARACTERS) {
            flush();
        }
    }

    private void flush() throws SQLException {
        byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        rows.setLength(0);
    }

    @Override
    public void close() throws SQLException {
        flush();
        copy.endCopy();
    }
}
