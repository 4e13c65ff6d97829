package mizan.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows on their way into a table, in the text format of COPY. */
final class CopyRows implements AutoCloseable {

    private static final int FLUSH = 256 * 1024;
    private static final HexFormat HEX = HexFormat.of();

    private final CopyIn copy;
    private final StringBuilder rows = new StringBuilder(2 * FLUSH);
    private boolean isFirst = true;

    /** @param target the table and its columns, as COPY has them */
    CopyRows(Connection connection, String target) throws SQLException {
        this.copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + target + " FROM STDIN");
    }

    CopyRows text(@Nullable String value) {
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

    CopyRows id(@Nullable UUID value) {
        return plain(value == null ? "\\N" : value.toString());
    }

    CopyRows bytes(byte[] value) {
        separate();
        rows.append("\\\\x");
        HEX.formatHex(rows, value);
        return this;
    }

    CopyRows number(long value) {
        return plain(String.valueOf(value));
    }

    CopyRows time(@Nullable Instant value) {
        return plain(value == null ? "\\N" : value.toString());
    }

    private CopyRows plain(String value) {
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

    void end() throws SQLException {
        rows.append('\n');
        isFirst = true;
        if (rows.length() > FLUSH) {
            flush();
        }
    }

    private void flush() throws SQLException {
        byte[] octets = rows.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(octets, 0, octets.length);
        rows.setLength(0);
    }

    @Override
    public void close() throws SQLException {
        flush();
        copy.endCopy();
    }
}
