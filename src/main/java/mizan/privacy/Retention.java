package mizan.privacy;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mizan.audit.AuditAction;
import mizan.audit.AuditEntry;
import mizan.audit.AuditTrail;
import mizan.comment.notice.Notices;
import mizan.comment.report.Reports;
import mizan.comment.retention.CommentRetention;
import mizan.comment.retention.RetentionKind;
import mizan.platform.job.Batches;
import mizan.platform.job.Job;
import mizan.site.RetentionPolicy;
import mizan.site.Site;
import mizan.site.Sites;

/**
 * Erases the personal data whose retention period is over, once a day. It works in short transactions that skip locked rows,
 * so that no submission and no decision waits for it. Each run has one audit entry with its numbers.
 */
@Singleton
public class Retention implements Job {

    private final CommentRetention expired;
    private final Reports reports;
    private final Notices notices;
    private final AuditTrail auditTrail;
    private final Clock clock;
    private final List<Rule> rules;
    private final Map<Rule, Counter> counters;

    Retention(
            CommentRetention expired,
            Reports reports,
            Notices notices,
            Sites sites,
            AuditTrail auditTrail,
            Clock clock,
            MeterRegistry meters) {
        this.expired = expired;
        this.reports = reports;
        this.notices = notices;
        this.auditTrail = auditTrail;
        this.clock = clock;
        rules = sites.all().stream()
                .sorted(Comparator.comparing(Site::name))
                .flatMap(site -> Stream.of(RetentionKind.values()).map(kind -> new Rule(site, kind)))
                .toList();
        counters = new LinkedHashMap<>();
        rules.forEach(rule -> counters.put(
                rule,
                Counter.builder("mizan.retention.erased")
                        .description("Comments whose expired data was erased by this replica")
                        .tag("site", rule.site().name())
                        .tag("kind", rule.kindName())
                        .register(meters)));
    }

    @Override
    public String name() {
        return "retention";
    }

    @Override
    public Duration interval() {
        return Duration.ofDays(1);
    }

    @Override
    public void run() {
        erase();
    }

    /**
     * Erases expired data now.
     *
     * @return the number of changed comments for each site and kind of data
     */
    public Map<Rule, Long> erase() {
        Instant now = clock.instant();
        Map<Rule, Long> erased = new LinkedHashMap<>();
        try {
            rules.forEach(rule -> erase(rule, now, erased));
        } catch (RuntimeException e) {
            // Earlier batches are committed.
            try {
                record(erased);
            } catch (RuntimeException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
        record(erased);
        return erased;
    }

    private void erase(Rule rule, Instant now, Map<Rule, Long> erased) {
        erased.put(rule, 0L);
        Optional<Instant> cutoff = rule.cutoff(now);
        cutoff.ifPresent(before -> eraseReports(rule, before));
        cutoff.ifPresent(before -> Batches.run(() -> {
            int batch = expired.eraseBatch(rule.kind(), rule.site().name(), before, now);
            erased.merge(rule, (long) batch, Long::sum);
            requireNonNull(counters.get(rule)).increment(batch);
            return batch;
        }));
    }

    // Reports and notices have the pseudonym of a client too. A notice is kept as long as a rejected comment.
    private void eraseReports(Rule rule, Instant before) {
        String site = rule.site().name();
        switch (rule.kind()) {
            case REJECTED -> Batches.run(() -> notices.deleteBatch(site, before));
            case APPROVED -> {}
            case CLIENT -> {
                Batches.run(() -> reports.deleteBatch(site, before));
                Batches.run(() -> notices.eraseClients(site, before));
            }
        }
    }

    private void record(Map<Rule, Long> erased) {
        String numbers = erased.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(joining(", "));
        auditTrail.record(new AuditEntry(
                clock.instant(), null, AuditAction.RETENTION_APPLIED, null, numbers.isEmpty() ? null : numbers));
    }

    /** The number of comments with expired data for each site and kind of data. Changes nothing. */
    public Map<Rule, Long> count() {
        Instant now = clock.instant();
        Map<Rule, Long> counts = new LinkedHashMap<>();
        rules.forEach(rule -> counts.put(
                rule,
                rule.cutoff(now)
                        .map(before -> expired.count(rule.kind(), rule.site().name(), before))
                        .orElse(0L)));
        return counts;
    }

    /** One kind of data of one site. */
    public record Rule(Site site, RetentionKind kind) {

        Optional<Instant> cutoff(Instant now) {
            RetentionPolicy policy = site.retention();
            return switch (kind) {
                case REJECTED -> policy.rejected().cutoff(now);
                case APPROVED -> policy.approved().cutoff(now);
                case CLIENT -> policy.client().cutoff(now);
            };
        }

        String kindName() {
            return kind.name().toLowerCase(Locale.ROOT);
        }

        /** The site and the setting of its period: {@code news client}. */
        @Override
        public String toString() {
            return site.name() + " " + kindName();
        }
    }
}
