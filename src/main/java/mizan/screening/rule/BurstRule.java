package mizan.screening.rule;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mizan.platform.limit.HashedKey;

/**
 * Finds comments on an article that gets more of them within a minute than the site's number. Each replica counts its own
 * comments, of at most 10,000 articles at a time.
 */
final class BurstRule implements Rule {

    private static final int MAX_ARTICLES = 10_000;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final HashedKey.Hasher hasher = new HashedKey.Hasher();
    private final Clock clock;
    private final Cache<HashedKey, Counts> articles;

    BurstRule(Clock clock) {
        this.clock = clock;
        this.articles = Caffeine.newBuilder().maximumSize(MAX_ARTICLES).build();
    }

    @Override
    public ScreeningRule id() {
        return ScreeningRule.BURST;
    }

    @Override
    public Optional<Match> check(ScreenedComment comment, ScreeningPolicy policy) {
        Counts counts = articles.getIfPresent(key(comment));
        int count = counts == null ? 0 : counts.withinWindow(clock.millis());
        return count < policy.burst() ? Optional.empty() : Optional.of(new Match(String.valueOf(count), List.of()));
    }

    @Override
    public void accepted(ScreenedComment comment) {
        articles.get(key(comment), _ -> new Counts()).add(clock.millis());
    }

    private HashedKey key(ScreenedComment comment) {
        return hasher.hash(comment.site(), comment.article());
    }

    /** The comments of one article in the current minute of the clock, and in the one before. */
    private static final class Counts {

        private long minute;
        private int current;
        private int previous;

        synchronized void add(long millis) {
            proceed(millis);
            current++;
        }

        /** Counts the part of the minute before that lies within the last minute, as if its comments were spread evenly. */
        synchronized int withinWindow(long millis) {
            proceed(millis);
            long passed = millis % WINDOW.toMillis();
            return current + (int) (previous * (WINDOW.toMillis() - passed) / WINDOW.toMillis());
        }

        private void proceed(long millis) {
            long now = millis / WINDOW.toMillis();
            // A clock that is set back starts anew.
            if (now != minute) {
                previous = now == minute + 1 ? current : 0;
                current = 0;
                minute = now;
            }
        }
    }
}
