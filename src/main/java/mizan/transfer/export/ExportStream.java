package mizan.transfer.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An export that is written while it is read: rows are taken from the database when the reader wants more bytes. It fails if
 * the database does, so that a part is never taken for the whole.
 */
final class ExportStream extends InputStream {

    private static final int CHUNK_BYTES = 64 << 10;

    private final SiteRows rows;
    private final ByteArrayOutputStream written;
    private final OutputStream out;
    private final ExportWriter writer;
    private byte[] chunk = {};
    private int position;
    private State state = State.NEW;

    /**
     * @param written receives what the writer writes
     * @param out the writer's way to {@code written}
     */
    ExportStream(SiteRows rows, ByteArrayOutputStream written, OutputStream out, ExportWriter writer) {
        this.rows = rows;
        this.written = written;
        this.out = out;
        this.writer = writer;
    }

    @Override
    public int read() throws IOException {
        return fill() ? chunk[position++] & 0xff : -1;
    }

    @Override
    public int read(byte @Nullable [] bytes, int offset, int length) throws IOException {
        Objects.requireNonNull(bytes);
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, chunk.length - position);
        System.arraycopy(chunk, position, bytes, offset, count);
        position += count;
        return count;
    }

    private boolean fill() throws IOException {
        while (position == chunk.length && state != State.FINISHED) {
            write();
            chunk = written.toByteArray();
            written.reset();
            position = 0;
        }
        return position < chunk.length;
    }

    private void write() throws IOException {
        if (state == State.NEW) {
            writer.start();
            state = State.STARTED;
        }
        while (written.size() < CHUNK_BYTES && state == State.STARTED) {
            Optional<ExportedRow> row = rows.next();
            if (row.isEmpty()) {
                writer.finish();
                out.close();
                state = State.FINISHED;
                return;
            }
            switch (row.get()) {
                case StoredArticle article -> writer.article(article);
                case StoredComment comment -> writer.comment(comment);
            }
        }
    }

    private enum State {
        NEW,
        STARTED,
        FINISHED
    }
}
