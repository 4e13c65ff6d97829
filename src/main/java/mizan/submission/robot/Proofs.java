package mizan.submission.robot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import mizan.platform.http.paging.CursorKeys;
import mizan.platform.limit.HashedKey;
import org.altcha.altcha.Altcha;
import org.altcha.altcha.Altcha.ChallengeOptions;

/**
 * Makes challenges and verifies proofs of work, with ALTCHA's library. A challenge is bound to a site, expires, and its
 * proof can be used once on each replica. Used proofs are remembered in memory until they expire, up to 10,000 of
 * them. If more are used in that time, some can be used again: the limit fails open, because proofs cost work anyway.
 */
@Singleton
final class Proofs {

    static final Duration LIFETIME = Duration.ofMinutes(10);

    /** A phone finds the number within about two seconds; on average it takes half as many attempts. */
    static final long MAX_NUMBER = 50_000;

    private static final int MAX_USED = 10_000;
    private static final int MAX_LENGTH = 2_000;
    private static final int KEY_BYTES = 32;
    private static final String SITE = "site";
    private static final String EXPIRES = "expires";

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final List<String> keys;
    private final Clock clock;
    private final HashedKey.Hasher hasher = new HashedKey.Hasher();
    private final Cache<HashedKey, Boolean> used;

    Proofs(CursorKeys keys, Clock clock) {
        this.keys = keys.all().stream().map(Proofs::derive).toList();
        this.clock = clock;
        this.used = Caffeine.newBuilder()
                .maximumSize(MAX_USED)
                .expireAfterWrite(LIFETIME)
                .executor(Runnable::run)
                .build();
    }

    ProofChallenge challenge(String site) {
        ChallengeOptions options = new ChallengeOptions()
                .setMaxNumber(MAX_NUMBER)
                .setSecureRandomNumber(true)
                .setHmacKey(keys.getFirst())
                .setExpires(clock.instant().plus(LIFETIME).getEpochSecond())
                .addParam(SITE, site);
        try {
            Altcha.Challenge made = Altcha.createChallenge(options);
            return new ProofChallenge(made.algorithm, made.challenge, made.maxnumber, made.salt, made.signature);
        } catch (Exception e) { // declared by the library
            throw new IllegalStateException(e);
        }
    }

    /** Verifies a proof, and returns what to {@link #use}. Empty if it is not valid now for the site. */
    Optional<HashedKey> verify(String site, String proof) {
        return parse(proof)
                .filter(payload -> keys.stream().anyMatch(key -> isSolution(payload, key)))
                .filter(payload -> isFor(site, payload.salt))
                // The library accepts a salt with and without its last sign, but only one challenge.
                .map(payload -> hasher.hash(payload.challenge));
    }

    /** Uses a proof up. Returns false if it was used before. */
    boolean use(HashedKey proof) {
        return used.asMap().putIfAbsent(proof, true) == null;
    }

    private boolean isFor(String site, String salt) {
        try {
            Map<String, String> parameters = Altcha.extractParams(salt);
            Instant expiresAt = Instant.ofEpochSecond(Long.parseLong(parameters.getOrDefault(EXPIRES, "0")));
            return site.equals(parameters.get(SITE)) && clock.instant().isBefore(expiresAt);
        } catch (Exception e) { // declared by the library; the salt is one of ours
            throw new IllegalStateException(e);
        }
    }

    // The library compares with the system's time, so the expiration is checked above.
    private static boolean isSolution(Altcha.Payload payload, String key) {
        try {
            return Altcha.verifySolution(payload, key, false);
        } catch (Exception _) { // of any kind, for a payload that is not one of ours
            return false;
        }
    }

    private static Optional<Altcha.Payload> parse(String proof) {
        if (proof.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] json = Base64.getDecoder().decode(proof);
            return Optional.ofNullable(JSON.readValue(new String(json, StandardCharsets.UTF_8), Altcha.Payload.class));
        } catch (JsonProcessingException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String derive(SecretKey key) {
        try {
            byte[] derived = KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(key)
                            .thenExpand("mizan proof of work".getBytes(StandardCharsets.US_ASCII), KEY_BYTES));
            return HexFormat.of().formatHex(derived);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
