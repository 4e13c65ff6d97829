package mizan.comment.report;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Readers' reports of published comments. A report counts until the next decision about its comment. */
@Singleton
public class Reports {

    private static final int BATCH_SIZE = 1_000;

    private final ReportRepository repository;

    Reports(ReportRepository repository) {
        this.repository = repository;
    }

    /**
     * Stores a report. Another one of the same comment from the same client replaces it.
     *
     * @return whether the comment is published; if not, nothing is stored
     */
    @Transactional
    public boolean add(Report report) {
        boolean isPublished =
                repository.isPublished(report.site(), report.comment().value());
        if (isPublished) {
            repository.insert(report.comment().value(), report.client(), report.reason(), report.note(), report.at());
        }
        return isPublished;
    }

    /**
     * Deletes one batch of a site's reports that were sent until an instant.
     *
     * @return their number; 0 if none is left
     */
    @Transactional
    public long deleteBatch(String site, Instant until) {
        return repository.delete(site, until, BATCH_SIZE);
    }
}
