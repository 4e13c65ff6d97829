package mizan.transfer;

import java.time.Duration;
import java.util.List;
import mizan.comment.article.Articles;
import mizan.comment.bulk.BulkLoad;
import mizan.comment.bulk.LoadPlan;
import mizan.comment.bulk.RepeatedRow;
import mizan.comment.bulk.StoredBatch;
import mizan.transfer.source.OmissionReason;
import org.jspecify.annotations.Nullable;

/** One run of an import: reads the whole file, then stores its comments in batches. */
final class ImportRun {

    /** Comments of one transaction. It takes a fraction of a second, and holds no lock that others wait for. */
    private static final int BATCH_SIZE = 4_000;

    private static final long RECORD_INTERVAL = Duration.ofSeconds(1).toNanos();

    private final ImportRequest request;
    private final ImportRecords records;
    private final Articles articles;
    private final ImportProgress progress;
    private final Runnable audit;
    private long read;
    private long imported;
    private long existing;
    private long leftOut;
    private long placeholders;
    private @Nullable String origin;
    private long recordedAt = System.nanoTime();

    /** @param audit records the import in the transaction that stores its first comments */
    ImportRun(
            ImportRequest request, ImportRecords records, Articles articles, ImportProgress progress, Runnable audit) {
        this.request = request;
        this.records = records;
        this.articles = articles;
        this.progress = progress;
        this.audit = audit;
    }

    void run(RowPipeline rows, BulkLoad load) {
        @Nullable FailureRow failure = stage(rows, load);
        origin = rows.origin();
        LoadPlan plan = load.plan(rows.origin());
        existing = plan.existing();
        load.forEachRepeated(this::omitRepeated);
        if (request.isDryRun()) {
            imported = plan.comments();
            placeholders = plan.placeholders();
        } else {
            store(load, plan);
        }
        if (failure == null) {
            records.update(request.id(), ImportState.FINISHED, counts());
        } else {
            records.update(request.id(), ImportState.STORING, counts());
            records.fail(request.id(), failure);
        }
    }

    private @Nullable FailureRow stage(RowPipeline rows, BulkLoad load) {
        RowPipeline.Chunk chunk;
        do {
            chunk = rows.next();
            if (chunk.comments().length > 0) {
                load.stage(chunk.comments());
            }
            omit(chunk.omissions());
            if (!request.isDryRun()) {
                articles.addMissing(chunk.articles());
            }
            read += chunk.rows();
            progress.reading(read);
            recordSometimes(ImportState.READING);
        } while (!chunk.isLast());
        return chunk.failure();
    }

    private void store(BulkLoad load, LoadPlan plan) {
        progress.storing(0, plan.comments());
        StoredBatch batch;
        do {
            batch = load.storeNext(BATCH_SIZE, this::stored);
            progress.storing(imported, plan.comments());
            recordSometimes(ImportState.STORING);
        } while (!batch.isEmpty());
    }

    private void stored(StoredBatch batch) {
        if (imported + placeholders == 0 && !batch.isEmpty()) {
            audit.run();
        }
        imported += batch.comments();
        placeholders += batch.placeholders();
    }

    private void omitRepeated(List<RepeatedRow> repeated) {
        omit(repeated.stream()
                .map(row -> new Omission(row.number(), row.line(), row.sourceId(), OmissionReason.REPEATED_ID))
                .toList());
    }

    private void omit(List<Omission> omissions) {
        leftOut += omissions.size();
        records.addOmissions(request.id(), omissions);
    }

    private void recordSometimes(ImportState state) {
        if (System.nanoTime() - recordedAt >= RECORD_INTERVAL) {
            records.update(request.id(), state, counts());
            recordedAt = System.nanoTime();
        }
    }

    private ImportCounts counts() {
        return new ImportCounts(origin, read, imported, existing, leftOut, placeholders);
    }
}
