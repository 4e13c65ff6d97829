package mizan.scoring;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mizan.platform.http.client.ClientAddress;
import mizan.platform.limit.Exceeded;
import mizan.platform.limit.HashedKey;
import mizan.platform.limit.Quota;
import mizan.platform.limit.RateLimit;
import mizan.platform.limit.RateLimiter;
import org.jspecify.annotations.Nullable;

/**
 * Checks the API key of a request, and limits requests per key. Wrong keys are limited per client network, before the
 * database is asked; such a limit never affects a network's requests with a valid key that came before.
 */
@Singleton
class ScoringAccess {

    private static final Quota WRONG_KEYS = new Quota("scoring-wrong-keys", 30, Duration.ofSeconds(2));

    private final ScorerKeys keys;
    private final RateLimiter requests;
    private final RateLimiter wrongKeys;
    private final HashedKey.Hasher hasher = new HashedKey.Hasher();

    ScoringAccess(ScorerKeys keys, ScoringQuotas quotas, Clock clock) {
        this.keys = keys;
        this.requests = new RateLimiter(new Quota("scoring-key", quotas.keyBurst(), quotas.keyRefill()), clock);
        this.wrongKeys = new RateLimiter(WRONG_KEYS, clock);
    }

    /** Whether a request may be answered. */
    sealed interface Decision {

        /** @param site the site of the key */
        record Granted(String site) implements Decision {}

        record NoKey() implements Decision {}

        record WrongKey() implements Decision {}

        record Limited(Exceeded exceeded) implements Decision {}
    }

    Decision check(@Nullable String secret, ClientAddress client) {
        if (secret == null || secret.isBlank()) {
            return new Decision.NoKey();
        }
        List<RateLimit> failures =
                List.of(new RateLimit(wrongKeys, hasher.hash(client.network().prefix())));
        Optional<Exceeded> tooManyFailures = RateLimit.consumeAll(failures);
        if (tooManyFailures.isPresent()) {
            return new Decision.Limited(tooManyFailures.get());
        }
        Optional<ScorerKey> key = keys.find(secret);
        if (key.isEmpty()) {
            return new Decision.WrongKey();
        }
        RateLimit.refundAll(failures);
        return RateLimit.consumeAll(List.of(
                        new RateLimit(requests, hasher.hash(key.get().id().toString()))))
                .<Decision>map(Decision.Limited::new)
                .orElseGet(() -> new Decision.Granted(key.get().site()));
    }
}
