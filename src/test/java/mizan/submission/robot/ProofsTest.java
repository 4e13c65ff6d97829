package mizan.submission.robot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import mizan.platform.http.paging.CursorKeys;
import mizan.platform.limit.HashedKey;
import mizan.testing.MutableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProofsTest {

    private static final SecretKey KEY = key(1);
    private static final SecretKey OTHER = key(2);

    private final MutableClock clock = new MutableClock();
    private final Proofs proofs = new Proofs(new CursorKeys(List.of(KEY)), clock);

    @Test
    void solutionIsAcceptedOnce() {
        String proof = ProofSolver.solve(proofs.challenge("herald"));

        HashedKey first = proofs.verify("herald", proof).orElseThrow();
        assertThat(proofs.use(first)).isTrue();
        HashedKey again = proofs.verify("herald", proof).orElseThrow();
        assertThat(proofs.use(again)).isFalse();
    }

    @Test
    void challengesDiffer() {
        assertThat(proofs.challenge("herald").salt())
                .isNotEqualTo(proofs.challenge("herald").salt());
        assertThat(proofs.challenge("herald").maxnumber()).isEqualTo(Proofs.MAX_NUMBER);
    }

    @Test
    void otherSpellingOfProofIsTheSameProof() {
        Map<String, Object> fields = ProofSolver.solution(proofs.challenge("herald"));
        HashedKey proof = proofs.verify("herald", ProofSolver.encode(fields)).orElseThrow();
        fields.computeIfPresent("salt", (_, salt) -> salt.toString().replaceFirst("&$", ""));

        assertThat(proofs.verify("herald", ProofSolver.encode(fields))).hasValue(proof);
    }

    @Test
    void proofOfAnotherSiteIsRefused() {
        assertThat(proofs.verify("gazette", ProofSolver.solve(proofs.challenge("herald"))))
                .isEmpty();
    }

    @Test
    void expiredProofIsRefused() {
        String proof = ProofSolver.solve(proofs.challenge("herald"));
        clock.advance(Proofs.LIFETIME.minusSeconds(1));
        assertThat(proofs.verify("herald", proof)).isPresent();

        clock.advance(Duration.ofSeconds(1));

        assertThat(proofs.verify("herald", proof)).isEmpty();
    }

    @Test
    void proofOfOtherServiceIsRefused() {
        Proofs others = new Proofs(new CursorKeys(List.of(OTHER)), clock);

        assertThat(proofs.verify("herald", ProofSolver.solve(others.challenge("herald"))))
                .isEmpty();
    }

    @Test
    void proofUnderFormerKeyIsAccepted() {
        Proofs rotated = new Proofs(new CursorKeys(List.of(OTHER, KEY)), clock);

        assertThat(rotated.verify("herald", ProofSolver.solve(proofs.challenge("herald"))))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"number", "salt", "challenge", "signature", "algorithm"})
    void changedProofIsRefused(String field) {
        Map<String, Object> fields = ProofSolver.solution(proofs.challenge("herald"));
        fields.computeIfPresent(field, (_, value) -> value instanceof Long number ? number + 1 : value + "0");

        assertThat(proofs.verify("herald", ProofSolver.encode(fields))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"number", "salt", "challenge", "signature", "algorithm"})
    void incompleteProofIsRefused(String field) {
        Map<String, Object> fields = ProofSolver.solution(proofs.challenge("herald"));
        fields.remove(field);

        assertThat(proofs.verify("herald", ProofSolver.encode(fields))).isEmpty();
    }

    /** Digits of the number that are moved to the end of the salt would make the expiration later, with the same hash. */
    @Test
    void digitsCannotBeMovedFromNumberToExpiration() {
        Map<String, Object> fields = Stream.generate(() -> ProofSolver.solution(proofs.challenge("herald")))
                .filter(solution -> String.valueOf(solution.get("number")).length() > 1)
                .findFirst()
                .orElseThrow();
        String number = String.valueOf(fields.get("number"));
        fields.put("salt", fields.get("salt") + number.substring(0, number.length() - 1));
        fields.put("number", Long.parseLong(number.substring(number.length() - 1)));

        assertThat(proofs.verify("herald", ProofSolver.encode(fields))).isEmpty();
    }

    @Test
    void expirationCannotBeChanged() {
        Map<String, Object> fields = ProofSolver.solution(proofs.challenge("herald"));
        fields.computeIfPresent(
                "salt", (_, salt) -> salt.toString().replaceFirst("expires=\\d+", "expires=9999999999"));

        assertThat(proofs.verify("herald", ProofSolver.encode(fields))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "7", "{\"number\":\"x\"}", "{\"salt\":{\"a\":[]}}", "\u0000"})
    void malformedProofIsRefused(String json) {
        assertThat(proofs.verify("herald", json)).isEmpty();
        assertThat(proofs.verify("herald", Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
    }

    @Test
    void hugeProofIsRefused() {
        assertThat(proofs.verify("herald", "a".repeat(1_000_000))).isEmpty();
    }

    private static SecretKey key(int value) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) value;
        return new SecretKeySpec(bytes, "HmacSHA256");
    }
}
