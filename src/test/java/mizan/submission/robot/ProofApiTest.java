package mizan.submission.robot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mizan.testing.Answer;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Proofs of work while the rate of a site is raised: above three submissions a minute. The test plays the trusted proxy. */
class ProofApiTest extends ServiceTest {

    private static final int ABOVE = 3;

    private static final EmbeddedServer SERVICE = replica(Map.of(
            "mizan.trusted-proxies", "127.0.0.1,::1",
            "mizan.sites.herald.proof-above", String.valueOf(ABOVE),
            "mizan.sites.demo.proof-above", String.valueOf(ABOVE)));

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @BeforeEach
    void calmDown() {
        clock().advance(Duration.ofMinutes(5));
    }

    @Test
    void proofIsAskedForWhileTheRateIsRaised() {
        assertThat(IntStream.range(0, ABOVE).mapToObj(_ -> submit("herald").status()))
                .containsOnly(202);

        Answer refused = submit("herald");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).endsWith(" /problems/proof-required");
        assertThat(stored()).isEqualTo(ABOVE);
        assertThat(submit("demo").status()).isEqualTo(202);
        clock().advance(SubmissionRate.HOLD);
        assertThat(submit("herald").status()).isEqualTo(202);
    }

    @Test
    void submissionWithProofIsStoredWithoutFinding() {
        raise("herald");

        String proof = ProofSolver.solve(challenge(submit("herald")));

        assertThat(submit("herald", "proof", proof).status()).isEqualTo(202);
        assertThat(stored()).isEqualTo(ABOVE + 1);
        assertThat(Postgres.value("SELECT count(findings) FROM comment")).isEqualTo("0");
    }

    @Test
    void usedProofIsRefusedWithNewChallenge() {
        raise("herald");
        String proof = ProofSolver.solve(challenge(submit("herald")));
        assertThat(submit("herald", "proof", proof).status()).isEqualTo(202);

        Answer again = submit("herald", "proof", proof);

        assertThat(again.problem()).endsWith(" /problems/proof-required");
        assertThat(submit("herald", "proof", ProofSolver.solve(challenge(again)))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void concurrentSubmissionsCannotShareProof() {
        raise("herald");
        String proof = ProofSolver.solve(challenge(submit("herald")));

        List<Integer> statuses = IntStream.range(0, 8)
                .parallel()
                .mapToObj(_ -> submit("herald", "proof", proof).status())
                .toList();

        assertThat(statuses).filteredOn(status -> status == 202).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 403).hasSize(7);
    }

    @Test
    void proofOfAnotherSiteIsRefused() {
        raise("herald");
        raise("demo");
        String proof = ProofSolver.solve(challenge(submit("demo")));

        assertThat(submit("herald", "proof", proof).status()).isEqualTo(403);
        assertThat(submit("demo", "proof", proof).status()).isEqualTo(202);
    }

    @Test
    void expiredProofIsRefused() {
        raise("herald");
        String proof = ProofSolver.solve(challenge(submit("herald")));
        clock().advance(Proofs.LIFETIME);
        raise("herald");

        assertThat(submit("herald", "proof", proof).status()).isEqualTo(403);
    }

    @Test
    void proofOfInvalidSubmissionIsNotUsedUp() {
        raise("herald");
        String proof = ProofSolver.solve(challenge(submit("herald")));
        Map<String, Object> invalid = Sample.with(Sample.submission("proof", proof), "email", "none");
        assertThat(send("herald", invalid, "203.0.113.1").status()).isEqualTo(422);

        assertThat(submit("herald", "proof", proof).status()).isEqualTo(202);
    }

    @Test
    void problemIsInTheLanguageOfTheReader() {
        raise("herald");

        assertThat(sendTo(
                                SERVICE.getPort(),
                                "POST",
                                "/api/v1/sites/herald/comments",
                                json(Sample.submission()).getBytes(StandardCharsets.UTF_8),
                                "Content-Type",
                                JSON,
                                "Accept-Language",
                                "tr")
                        .json()
                        .path("title")
                        .asText())
                .isEqualTo("Otomatik kontrol gerekiyor");
    }

    /** Stored with a finding, but only two at once from a client. */
    @Test
    void clientsThatCannotFindProofHaveStricterLimit() {
        raise("herald");
        Map<String, Object> withoutProof = Sample.submission("proof", RobotChecks.NO_PROOF);

        assertThat(send("herald", withoutProof, "198.51.100.1").status()).isEqualTo(202);
        assertThat(form("198.51.100.1").status()).isEqualTo(303);
        Answer limited = form("198.51.100.1");

        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.header("RateLimit")).startsWith("\"proof\"");
        assertThat(limited.body()).contains("My text");
        assertThat(form("198.51.100.2").status()).isEqualTo(303);
        assertThat(form("198.51.100.3").header("RateLimit")).startsWith("\"proof-site\"");
        assertThat(Postgres.value("SELECT count(*) FROM comment WHERE findings::text LIKE '%\"no-proof\"%'"))
                .isEqualTo("3");
    }

    @Test
    void refusedSubmissionsAreCounted() {
        raise("herald");
        double before = challenged();

        submit("herald");

        assertThat(challenged()).isEqualTo(before + 1);
    }

    /** Uses up the quota of a minute. */
    private static void raise(String site) {
        for (int i = 0; i < ABOVE; i++) {
            submit(site);
        }
    }

    private static ProofChallenge challenge(Answer refused) {
        assertThat(refused.status()).isEqualTo(403);
        JsonNode challenge = refused.json().path("challenge");
        return new ProofChallenge(
                challenge.path("algorithm").asText(),
                challenge.path("challenge").asText(),
                challenge.path("maxnumber").asLong(),
                challenge.path("salt").asText(),
                challenge.path("signature").asText());
    }

    private static Answer submit(String site) {
        return send(site, Sample.submission(), "203.0.113.1");
    }

    private static Answer submit(String site, String field, String value) {
        return send(site, Sample.submission(field, value), "203.0.113.1");
    }

    private static Answer send(String site, Map<String, ?> submission, String client) {
        return sendTo(
                SERVICE.getPort(),
                "POST",
                "/api/v1/sites/" + site + "/comments",
                json(submission).getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                JSON,
                "X-Forwarded-For",
                client);
    }

    private static Answer form(String client) {
        return sendTo(
                SERVICE.getPort(),
                "POST",
                "/sites/herald/comments",
                ("name=L&email=l%40example.org&article=a&body=My+text+" + client).getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                FORM,
                "Accept",
                "text/html",
                "X-Forwarded-For",
                client);
    }

    private static int stored() {
        return Integer.parseInt(Postgres.value("SELECT count(*) FROM comment"));
    }

    private static double challenged() {
        return SERVICE.getApplicationContext()
                .getBean(MeterRegistry.class)
                .counter("mizan.submissions", "site", "herald", "outcome", "challenged")
                .count();
    }

    private static MutableClock clock() {
        return SERVICE.getApplicationContext().getBean(MutableClock.class);
    }
}
