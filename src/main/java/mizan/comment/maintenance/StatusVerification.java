package mizan.comment.maintenance;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Compares the status of each comment with its decisions, and these with the audit trail. They are written by the same
 * statements, so a difference means that somebody else has changed the database.
 */
@Singleton
public class StatusVerification {

    private static final int PAGE_SIZE = 1_000;
    private static final UUID FIRST = new UUID(0, 0);

    private final StatusVerificationRepository repository;

    StatusVerification(StatusVerificationRepository repository) {
        this.repository = repository;
    }

    /** The ids of the comments whose status, decisions and audit entries do not agree, oldest first. */
    public List<UUID> findDifferences() {
        List<UUID> different = new ArrayList<>();
        UUID last = FIRST;
        List<StatusVerificationRepository.Row> page;
        do {
            page = repository.verify(last, PAGE_SIZE);
            page.stream()
                    .filter(row -> !row.consistent())
                    .map(StatusVerificationRepository.Row::id)
                    .forEach(different::add);
            if (!page.isEmpty()) {
                last = page.getLast().id();
            }
        } while (page.size() == PAGE_SIZE);
        return different;
    }
}
