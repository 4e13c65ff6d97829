package mizan.screening.rule;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mizan.screening.match.TextSignature;
import mizan.text.TextSpan;
import org.jspecify.annotations.Nullable;

/**
 * Finds texts that are nearly the same as earlier ones on the site, whatever the article. Each replica compares with the
 * texts it has accepted within a day, and keeps the signatures of about 5,000 different ones.
 */
final class SimilarTextRule implements Rule {

    private static final int MAX_TEXTS = 5_000;
    private static final Duration MEMORY = Duration.ofDays(1);

    private final Cache<Band, Group> groups;

    SimilarTextRule(Clock clock) {
        this.groups = Caffeine.newBuilder()
                .maximumSize((long) MAX_TEXTS * TextSignature.BANDS)
                .expireAfterAccess(MEMORY)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    @Override
    public ScreeningRule id() {
        return ScreeningRule.SIMILAR_TEXT;
    }

    @Override
    public Optional<Match> check(ScreenedComment comment, ScreeningPolicy policy) {
        @Nullable Group group = group(comment);
        return group == null
                ? Optional.empty()
                : Match.of(
                        String.valueOf(group.size().get()),
                        List.of(new TextSpan(0, comment.body().length())));
    }

    @Override
    public void accepted(ScreenedComment comment) {
        TextSignature signature = comment.signature();
        @Nullable Group known = group(comment);
        if (known != null) {
            known.size().incrementAndGet();
        } else if (signature.isLongEnough()) {
            Group group = new Group(signature, new AtomicInteger(1));
            for (int i = 0; i < TextSignature.BANDS; i++) {
                groups.put(new Band(comment.site(), i, signature.band(i)), group);
            }
        }
    }

    private @Nullable Group group(ScreenedComment comment) {
        TextSignature signature = comment.signature();
        if (!signature.isLongEnough()) {
            return null;
        }
        for (int i = 0; i < TextSignature.BANDS; i++) {
            Group group = groups.getIfPresent(new Band(comment.site(), i, signature.band(i)));
            if (group != null && group.signature().isSimilarTo(signature)) {
                return group;
            }
        }
        return null;
    }

    private record Band(String site, int number, int value) {}

    /** Texts that are nearly the same, known by the first of them. */
    private record Group(TextSignature signature, AtomicInteger size) {}
}
