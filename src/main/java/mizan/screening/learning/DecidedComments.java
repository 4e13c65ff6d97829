package mizan.screening.learning;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import mizan.screening.classifier.LabelledText;

/** The texts of decided comments, to learn from. */
@Singleton
public class DecidedComments {

    private static final int PAGE_SIZE = 200;
    private static final UUID FIRST = new UUID(-1, -1);

    private final DecidedCommentRepository repository;

    DecidedComments(DecidedCommentRepository repository) {
        this.repository = repository;
    }

    /**
     * Passes the decided comments of a site whose texts still exist to a consumer, newest decision first, until it wants no
     * more. Each page is one short statement.
     */
    public void forEach(String site, Instant now, Predicate<LabelledText> consumer) {
        Instant before = now.plusSeconds(1);
        UUID id = FIRST;
        List<DecidedCommentRepository.Row> page = repository.page(site, before, id, PAGE_SIZE);
        while (!page.isEmpty() && !Thread.currentThread().isInterrupted()) {
            for (DecidedCommentRepository.Row row : page) {
                if (!consumer.test(new LabelledText(row.body(), row.status().equals("REJECTED"), site))) {
                    return;
                }
            }
            before = page.getLast().decidedAt();
            id = page.getLast().id();
            page = repository.page(site, before, id, PAGE_SIZE);
        }
    }

    /** The number of decisions on comments of a site after an instant, counted up to the limit. */
    int countAfter(String site, Instant after, int limit) {
        return repository.countAfter(site, after, limit);
    }
}
