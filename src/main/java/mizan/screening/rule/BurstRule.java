package mizan.screening.rule;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
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
    private final Cache<Window, AtomicInteger> counts;

    BurstRule(Clock clock) {
        this.clock = clock;
        this.counts = Caffeine.newBuilder().maximumSize(2 * MAX_ARTICLES).build();
    }

    @Override
    public ScreeningRule id() {
        return ScreeningRule.BURST;
    }

    @Override
    public Optional<Match> check(ScreenedComment comment, ScreeningPolicy policy) {
        Window current = window(comment);
        int count = count(current) + remainder(current);
        return count < policy.burst() ? Optional.empty() : Optional.of(new Match(String.valueOf(count), List.of()));
    }

    // The part of the window before that lies within the last minute, as if its comments were spread evenly.
    private int remainder(Window current) {
        long passed = clock.millis() % WINDOW.toMillis();
        return (int) (count(new Window(current.article(), current.number() - 1))
                * (WINDOW.toMillis() - passed)
                / WINDOW.toMillis());
    }

    private int count(Window window) {
        AtomicInteger count = counts.getIfPresent(window);
        return count == null ? 0 : count.get();
    }

    @Override
    public void accepted(ScreenedComment comment) {
        counts.get(window(comment), _ -> new AtomicInteger()).incrementAndGet();
    }

    private Window window(ScreenedComment comment) {
        return new Window(hasher.hash(comment.site(), comment.article()), clock.millis() / WINDOW.toMillis());
    }

    private record Window(HashedKey article, long number) {}
}
