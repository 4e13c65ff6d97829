package mizan.fault;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** What the service has confirmed to a client: kept by the client, and compared with the database at the end. */
final class Ledger {

    /** The text of each accepted comment by its id. */
    private final Map<String, String> accepted = new ConcurrentHashMap<>();

    /** The ids of comments whose approval was confirmed. */
    private final Set<String> approved = ConcurrentHashMap.newKeySet();

    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong interrupted = new AtomicLong();
    private final AtomicLong late = new AtomicLong();
    private final AtomicLong slowest = new AtomicLong();
    private final Set<String> unexpected = ConcurrentHashMap.newKeySet();

    void accept(String id, String text) {
        accepted.put(id, text);
    }

    void approve(String id) {
        approved.add(id);
    }

    void answered(long nanoseconds) {
        requests.incrementAndGet();
        slowest.accumulateAndGet(nanoseconds, Math::max);
    }

    /** Counts a response 503, which says that nothing was stored. */
    void refused() {
        refused.incrementAndGet();
    }

    /** Counts a connection that was refused or broke. */
    void interrupted() {
        interrupted.incrementAndGet();
    }

    /** Counts a request without a response within the client's timeout. */
    void late() {
        late.incrementAndGet();
    }

    void unexpected(String response) {
        unexpected.add(response);
    }

    Set<String> acceptedIds() {
        return Set.copyOf(accepted.keySet());
    }

    Set<String> approvedIds() {
        return Set.copyOf(approved);
    }

    long acceptedCount() {
        return accepted.size();
    }

    Duration slowest() {
        return Duration.ofNanos(slowest.get());
    }

    long failedCount() {
        return refused.get() + interrupted.get() + late.get();
    }

    long requestCount() {
        return requests.get();
    }

    /** Compares the ledger with the database. */
    Verdict compare(DatabaseServer database) {
        Set<String> stored = Set.copyOf(database.values("SELECT id FROM comment"));
        Set<String> storedAsApproved = Set.copyOf(database.values("SELECT id FROM comment WHERE status = 'APPROVED'"));
        long lost = accepted.keySet().stream()
                        .filter(id -> !stored.contains(id))
                        .count()
                + approved.stream().filter(id -> !storedAsApproved.contains(id)).count();
        long doubledComments = database.values("SELECT body FROM comment GROUP BY body HAVING count(*) > 1")
                .size();
        long doubledDecisions = Long.parseLong(database.value("""
                SELECT count(*) FROM (
                    SELECT comment_id FROM decision GROUP BY comment_id HAVING count(*) > 1
                     UNION ALL
                    SELECT comment_id FROM audit_entry WHERE action = 'COMMENT_APPROVED' GROUP BY comment_id HAVING count(*) > 1
                ) doubled
                """));
        long half = Long.parseLong(database.value("""
                SELECT count(*)
                  FROM comment c
                  FULL JOIN decision d ON d.comment_id = c.id
                 WHERE (c.status = 'APPROVED' OR d.comment_id IS NOT NULL)
                   AND NOT (c.status = 'APPROVED'
                            AND c.version = 1
                            AND d.comment_id IS NOT NULL
                            AND EXISTS (SELECT FROM audit_entry a WHERE a.comment_id = c.id AND a.action = 'COMMENT_APPROVED')
                            AND EXISTS (SELECT FROM outbox_event o WHERE o.comment_id = c.id AND o.status = 'APPROVED'))
                """));
        return new Verdict(
                lost,
                doubledComments + doubledDecisions,
                half,
                late.get(),
                unexpected.stream().sorted().limit(3).collect(Collectors.joining("; ")));
    }

    /** The figures of a report. */
    String figures() {
        return "%,d accepted, %,d approved, %,d requests, %,d answered 503, %,d connections broken, slowest %,d ms"
                .formatted(
                        accepted.size(),
                        approved.size(),
                        requests.get(),
                        refused.get(),
                        interrupted.get(),
                        slowest().toMillis());
    }

    /**
     * The result of a comparison.
     *
     * @param lost comments and approvals that were confirmed and are not stored
     * @param doubled comments, decisions and audit entries that are stored twice
     * @param half decisions without their audit entry, their event, or their comment's state
     * @param late requests that were not answered in time
     * @param unexpected responses other than those of the contract
     */
    record Verdict(long lost, long doubled, long half, long late, String unexpected) {

        static final Verdict CLEAN = new Verdict(0, 0, 0, 0, "");
    }
}
