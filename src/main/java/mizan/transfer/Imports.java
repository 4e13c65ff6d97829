package mizan.transfer;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import mizan.audit.AuditAction;
import mizan.audit.AuditEntry;
import mizan.audit.AuditTrail;
import mizan.comment.article.Articles;
import mizan.comment.bulk.BulkLoads;
import mizan.comment.bulk.BulkUndo;
import mizan.comment.bulk.SiteBusyException;
import mizan.email.EmailVault;
import mizan.platform.database.DatabaseUnavailable;
import mizan.platform.database.UuidV7;
import mizan.platform.i18n.MessageBundle;
import mizan.transfer.source.CommentSource;
import org.jspecify.annotations.Nullable;

/** Imports of comments from other systems, and their undo. */
@Singleton
public class Imports {

    /** Clocks differ, and old systems have stored local times. */
    private static final Duration FUTURE_TOLERANCE = Duration.ofDays(1);

    private final List<CommentSource> sources;
    private final BulkLoads loads;
    private final BulkUndo undo;
    private final ImportRecords records;
    private final Articles articles;
    private final EmailVault vault;
    private final AuditTrail auditTrail;
    private final Clock clock;

    Imports(
            List<CommentSource> sources,
            BulkLoads loads,
            BulkUndo undo,
            ImportRecords records,
            Articles articles,
            EmailVault vault,
            AuditTrail auditTrail,
            Clock clock) {
        this.sources = sources.stream()
                .sorted(Comparator.comparing(CommentSource::format))
                .toList();
        this.loads = loads;
        this.undo = undo;
        this.records = records;
        this.articles = articles;
        this.vault = vault;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /** An id for a new import. */
    public UUID newId() {
        return UuidV7.at(clock.instant());
    }

    /** The names of all formats, sorted. */
    public List<String> formats() {
        return sources.stream().map(CommentSource::format).toList();
    }

    /** The reader of a format. */
    public Optional<CommentSource> source(String format) {
        return sources.stream().filter(source -> source.format().equals(format)).findFirst();
    }

    /**
     * Imports a file in the calling thread. Rows that an earlier import has stored are skipped, so the same call continues
     * an import that was stopped.
     *
     * @param file may be compressed with gzip; it is read to its end, and not closed
     * @return the import, finished or failed
     * @throws SiteBusyException if another import of the site is running
     */
    public Import run(ImportRequest request, InputStream file, ImportProgress progress) throws IOException {
        InputStream uncompressed = Gzip.uncompressed(file);
        Locale language = request.articles().site().language();
        CommentPreparation preparation = new CommentPreparation(
                request.articles(),
                vault,
                request.source().format(),
                MessageBundle.SERVICE.get(language, "import.anonymous"),
                clock.instant().plus(FUTURE_TOLERANCE));
        return loads.run(request.site(), request.id(), load -> {
            progress.started(records.create(request));
            try (RowPipeline rows = new RowPipeline(request.source(), uncompressed, preparation)) {
                new ImportRun(request, records, articles, progress, () -> audit(request)).run(rows, load);
            } catch (RuntimeException e) {
                recordFailure(request.id(), e);
                throw e;
            }
            return records.find(request.id()).orElseThrow();
        });
    }

    private void audit(ImportRequest request) {
        record(
                request.moderator(),
                AuditAction.COMMENTS_IMPORTED,
                request.site(),
                request.source().format(),
                request.id());
    }

    private void record(@Nullable String moderator, AuditAction action, String site, String format, UUID id) {
        auditTrail.record(new AuditEntry(clock.instant(), moderator, action, null, site + " " + format + " " + id));
    }

    // If the database is away, the next import of the site records it.
    private void recordFailure(UUID id, RuntimeException cause) {
        ImportFailure failure =
                DatabaseUnavailable.isCauseOf(cause) ? ImportFailure.UNAVAILABLE : ImportFailure.INTERRUPTED;
        try {
            records.fail(id, FailureRow.of(failure));
        } catch (RuntimeException e) {
            if (!DatabaseUnavailable.isCauseOf(e)) {
                e.addSuppressed(cause);
                throw e;
            }
        }
    }

    public Optional<Import> find(UUID id) {
        return records.find(id);
    }

    /** The latest imports of sites, newest first. */
    public List<Import> latest(Collection<String> sites, int limit) {
        return records.latest(List.copyOf(sites), limit);
    }

    /** The rows that were left out, in the order of the file, after a number. */
    public List<Omission> omissions(UUID id, long after, int limit) {
        return records.omissions(id, after, limit);
    }

    /** The number of rows that were left out, for each reason. */
    public List<OmissionCount> countOmissions(UUID id) {
        return records.countOmissions(id);
    }

    /**
     * Takes back an import. An undo that was stopped continues when it is repeated.
     *
     * @param taken receives the number of comments that were taken back so far
     * @throws SiteBusyException if an import of the site is running
     */
    public UndoOutcome undo(UUID id, @Nullable String moderator, LongConsumer taken) {
        Optional<Import> found = records.find(id);
        return found.isEmpty()
                ? new UndoOutcome.NoSuchImport()
                : loads.run(found.get().site(), id, _ -> undo(records.find(id).orElseThrow(), moderator, taken));
    }

    private UndoOutcome undo(Import undone, @Nullable String moderator, LongConsumer taken) {
        if (undone.dryRun() || undone.state() == ImportState.UNDONE) {
            return new UndoOutcome.NothingToUndo();
        }
        if (undone.state() != ImportState.UNDOING) {
            long decided = undo.countDecided(undone.id());
            if (decided > 0) {
                return new UndoOutcome.Decided(decided);
            }
            records.beginUndo(
                    undone.id(),
                    () -> record(moderator, AuditAction.IMPORT_UNDONE, undone.site(), undone.format(), undone.id()));
        }
        long kept = undo.run(undone.site(), undone.id(), taken);
        records.endUndo(undone.id(), kept);
        return new UndoOutcome.Undone(records.find(undone.id()).orElseThrow());
    }
}
