package mizan.audit;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Remembers what was done. Writes in the caller's transaction where there is one, so that no deed goes unrecorded. */
@Singleton
public class AuditTrail {

    private final AuditRepository repository;

    AuditTrail(AuditRepository repository) {
        this.repository = repository;
    }

    public void record(AuditEntry entry) {
        repository.add(entry.at(), entry.moderator(), entry.action(), entry.comment(), entry.detail());
    }

    /** What was done to a comment, oldest first. */
    public List<AuditEntry> of(UUID comment) {
        return repository.of(comment).stream()
                .map(row -> new AuditEntry(row.at(), row.moderator(), row.action(), row.commentId(), row.detail()))
                .toList();
    }
}
