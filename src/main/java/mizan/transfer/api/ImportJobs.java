package mizan.transfer.api;

import jakarta.inject.Singleton;
import java.io.InputStream;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import mizan.transfer.Import;
import mizan.transfer.ImportProgress;
import mizan.transfer.ImportRequest;
import mizan.transfer.Imports;
import mizan.transfer.UndoOutcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs imports and undos in the background, once their outcome no longer depends on the request. */
@Singleton
public class ImportJobs {

    private static final Logger LOG = LoggerFactory.getLogger(ImportJobs.class);

    private final Imports imports;

    ImportJobs(Imports imports) {
        this.imports = imports;
    }

    /**
     * Starts an import, and waits until the file is read. Comments are then stored in the background.
     *
     * @throws mizan.comment.bulk.SiteBusyException if another import of the site is running
     */
    public void start(ImportRequest request, InputStream file) {
        CompletableFuture<Void> read = new CompletableFuture<>();
        ImportProgress progress = new ImportProgress() {
            @Override
            public void storing(long comments, long all) {
                read.complete(null);
            }
        };
        inBackground(request.id(), read, () -> {
            imports.run(request, file, progress);
            return null;
        });
        join(read);
    }

    /**
     * Starts an undo, and waits until it is known whether it is possible.
     *
     * @throws mizan.comment.bulk.SiteBusyException if an import of the site is running
     */
    public UndoOutcome undo(Import undone, String moderator) {
        CompletableFuture<UndoOutcome> outcome = new CompletableFuture<>();
        inBackground(
                undone.id(),
                outcome,
                () -> imports.undo(undone.id(), moderator, _ -> outcome.complete(new UndoOutcome.Undone(undone))));
        return join(outcome);
    }

    private static <T> void inBackground(UUID id, CompletableFuture<T> known, Work<T> work) {
        Thread.ofPlatform().name("import-" + id).start(() -> {
            try {
                known.complete(work.run());
            } catch (Exception e) {
                // The request reports it, unless it has been answered.
                if (!known.completeExceptionally(e)) {
                    LOG.error("Import {} has failed", id, e);
                }
            }
        });
    }

    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private interface Work<T> {
        @Nullable T run() throws Exception;
    }
}
