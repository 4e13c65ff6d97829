package mizan.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import mizan.comment.article.ArticleComments;
import mizan.comment.article.Articles;
import mizan.comment.bulk.BulkComment;
import mizan.comment.bulk.BulkHistory;
import mizan.transfer.source.CommentSink;
import mizan.transfer.source.CommentSource;
import mizan.transfer.source.ImportFileException;
import mizan.transfer.source.ImportedArticle;
import mizan.transfer.source.ImportedComment;
import mizan.transfer.source.OmissionReason;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file and prepares its rows: one thread reads, all cores prepare, and the caller takes the results in the order of
 * the file. It holds a bounded number of rows.
 */
final class RowPipeline implements CommentSink, AutoCloseable {

    private static final int CHUNK_ROWS = 500;
    private static final int CHUNK_CHARACTERS = 500_000;
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private final CommentSource source;
    private final InputStream file;
    private final CommentPreparation preparation;
    private final ExecutorService workers = Executors.newFixedThreadPool(CORES);
    private final BlockingQueue<CompletableFuture<Chunk>> chunks = new ArrayBlockingQueue<>(CORES + 2);
    private final Thread reader;
    private List<Row> rows = new ArrayList<>();
    private List<Articles.Change> articles = new ArrayList<>();
    private long characters;
    private long number;
    private volatile String origin;

    RowPipeline(CommentSource source, InputStream file, CommentPreparation preparation) {
        this.source = source;
        this.file = file;
        this.preparation = preparation;
        this.origin = source.format();
        this.reader = Thread.ofPlatform().name("import-reader").start(this::read);
    }

    /** The system that the ids of the file belong to. Complete after the last chunk. */
    String origin() {
        return origin;
    }

    /** The next rows. After the last ones it is a chunk with the end. */
    Chunk next() {
        try {
            return chunks.take().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void origin(String system) {
        origin = source.format() + " " + system;
    }

    @Override
    public void add(ImportedComment comment) throws IOException {
        restore(comment, null);
    }

    @Override
    public void restore(ImportedComment comment, @Nullable BulkHistory history) throws IOException {
        add(new Row(++number, comment.line(), comment.sourceId(), comment, history, null));
        characters += comment.body().length()
                + length(comment.name())
                + length(comment.email())
                + length(comment.parentSourceId())
                + comment.sourceId().length()
                + (history == null ? 0 : history.decisions().length());
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    @Override
    public void article(ImportedArticle article, ArticleComments comments) throws IOException {
        if (articles.size() >= CHUNK_ROWS) {
            flush();
        }
        preparation.article(article, comments).ifPresent(articles::add);
    }

    @Override
    public void leaveOut(long line, @Nullable String sourceId, OmissionReason reason) throws IOException {
        add(new Row(++number, line, sourceId, null, null, reason));
    }

    private void add(Row row) throws IOException {
        if (rows.size() >= CHUNK_ROWS || characters >= CHUNK_CHARACTERS) {
            flush();
        }
        rows.add(row);
    }

    private void flush() throws IOException {
        List<Row> chunk = rows;
        List<Articles.Change> described = articles;
        rows = new ArrayList<>();
        articles = new ArrayList<>();
        characters = 0;
        put(CompletableFuture.supplyAsync(() -> prepare(chunk, described), workers));
    }

    private void put(CompletableFuture<Chunk> chunk) throws IOException {
        try {
            chunks.put(chunk);
        } catch (InterruptedException _) {
            throw new InterruptedIOException();
        }
    }

    private void read() {
        try {
            put(CompletableFuture.completedFuture(Chunk.end(readAll())));
        } catch (IOException _) {
            // Closed by the caller, which takes no further chunks.
        } catch (RuntimeException | Error e) {
            chunks.clear();
            var _ = chunks.offer(CompletableFuture.failedFuture(e));
        }
    }

    private @Nullable FailureRow readAll() throws IOException {
        @Nullable FailureRow failure = null;
        try {
            source.read(file, this);
        } catch (ImportFileException e) {
            failure = FailureRow.of(e);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException _) {
            failure = FailureRow.of(ImportFailure.FILE_ENDED);
        }
        flush();
        return failure;
    }

    private Chunk prepare(List<Row> chunk, List<Articles.Change> described) {
        List<BulkComment> comments = new ArrayList<>(chunk.size());
        List<Omission> omissions = new ArrayList<>();
        for (Row row : chunk) {
            @Nullable OmissionReason reason = row.reason();
            if (row.comment() != null) {
                switch (preparation.prepare(row.number(), row.comment(), row.history())) {
                    case CommentPreparation.Result.Ready(BulkComment ready) -> comments.add(ready);
                    case CommentPreparation.Result.LeftOut(OmissionReason leftOut) -> reason = leftOut;
                }
            }
            if (reason != null) {
                omissions.add(new Omission(row.number(), row.line(), printable(row.sourceId()), reason));
            }
        }
        return new Chunk(chunk.size(), BulkComment.copyFormat(comments), described, omissions, false, null);
    }

    private static @Nullable String printable(@Nullable String sourceId) {
        return CommentPreparation.isId(sourceId) ? sourceId : null;
    }

    @Override
    public void close() {
        reader.interrupt();
        workers.shutdownNow();
    }

    private record Row(
            long number,
            long line,
            @Nullable String sourceId,
            @Nullable ImportedComment comment,
            @Nullable BulkHistory history,
            @Nullable OmissionReason reason) {}

    /**
     * Prepared rows.
     *
     * @param comments in the format of COPY
     * @param articles with settings
     * @param isLast whether there are no further rows
     * @param failure why there are no further rows, if the file is not complete
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Chunk(
            long rows,
            byte[] comments,
            List<Articles.Change> articles,
            List<Omission> omissions,
            boolean isLast,
            @Nullable FailureRow failure) {

        private static Chunk end(@Nullable FailureRow failure) {
            return new Chunk(0, new byte[0], List.of(), List.of(), true, failure);
        }
    }
}
