package mizan.privacy.statement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mizan.site.Site;

/** The position of an export of statements: it continues after the last statement that was returned. */
public final class StatementExport {

    private static final UUID FIRST = new UUID(0, 0);

    private final Deque<Site> sites;
    private final LocalDate from;
    private final LocalDate until;

    private Instant after = Instant.MIN;
    private UUID afterComment = FIRST;

    /**
     * @param from the first day, in the time zone of each site
     * @param until the day after the last one
     */
    public StatementExport(Collection<Site> sites, LocalDate from, LocalDate until) {
        this.sites = new ArrayDeque<>(sites);
        this.from = from;
        this.until = until;
        begin();
    }

    /** The site whose statements are next; empty at the end. */
    Optional<Site> site() {
        return Optional.ofNullable(sites.peek());
    }

    Instant after() {
        return after;
    }

    UUID afterComment() {
        return afterComment;
    }

    Instant until() {
        return start(until);
    }

    /** Continues after the last rejection of a page, or with the next site after an empty page. */
    void advance(List<Rejection> page) {
        if (page.isEmpty()) {
            sites.remove();
            begin();
        } else {
            after = page.getLast().decidedAt();
            afterComment = page.getLast().comment();
        }
    }

    private void begin() {
        if (!sites.isEmpty()) {
            after = start(from);
            afterComment = FIRST;
        }
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(sites.element().timeZone()).toInstant();
    }
}
