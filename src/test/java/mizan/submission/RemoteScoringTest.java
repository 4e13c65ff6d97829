package mizan.submission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import mizan.scoring.ScorerKeys;
import mizan.screening.ScreeningPolicies;
import mizan.screening.learning.LearnedSite;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import mizan.testing.StubServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteScoringTest extends ServiceTest {

    private static final String WAITING =
            "[{\"rule\": \"remote-score\", \"spans\": [], \"detail\": \"…\", \"weight\": 0}]";
    private static final String FAILED =
            "[{\"rule\": \"failed\", \"spans\": [], \"detail\": \"remote-score\", \"weight\": 50}]";
    private static final String ANALYZE = "/v1alpha1/comments:analyze";

    @AfterEach
    void forget() {
        Postgres.deleteRows();
        bean(ScreeningPolicies.class).refresh();
        LearnedSite.forget(beans());
    }

    @Test
    void scoreBecomesFindingOfPendingComment(@TempDir Path folder) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "secret\n");
        Map<String, Object> settings = Map.of(
                "mizan.sites.demo.scorer.key-file",
                key.toString(),
                "mizan.sites.demo.scorer.attributes",
                "INSULT,TOXICITY,THREAT");
        try (StubServer scorer = new StubServer(answer("""
                        {"attributeScores": {"TOXICITY": {"summaryScore": {"value": 0.914}},
                                             "INSULT": {"summaryScore": {"value": 0.7}},
                                             "THREAT": {"summaryScore": {"value": 0.2}}}}
                        """));
                EmbeddedServer replica = replica(scorer, settings)) {
            String id = submitTo(replica, "رقمي 0501234567");
            assertThat(scorer.received()).as("during the submission").isEmpty();
            assertThat(findings(id)).contains("\"…\"");

            score(replica);

            assertThat(Postgres.query("SELECT status, score, version FROM comment"))
                    .containsExactly(List.of("PENDING", "60", "0"));
            assertThat(findings(id))
                    .contains("phone-number", "\"TOXICITY 91 %, INSULT 70 %\"")
                    .doesNotContain("…", "THREAT");
            StubServer.Received request = scorer.received().getFirst();
            assertThat(request.header("x-goog-api-key")).isEqualTo("secret");
            assertThat(tree(request.body())).isEqualTo(tree("""
                            {"comment": {"text": "رقمي 0501234567", "type": "PLAIN_TEXT"}, "languages": ["ar"],
                             "requestedAttributes": {"INSULT": {}, "TOXICITY": {}, "THREAT": {}}, "doNotStore": true}
                            """));
            score(replica);
            assertThat(scorer.received()).as("scored once").hasSize(1);
        }
    }

    @Test
    void lowScoreLeavesNoFinding() {
        try (StubServer scorer = new StubServer(answer(toxicity("0.69")));
                EmbeddedServer replica = replica(scorer, Map.of())) {
            String id = submitTo(replica, "مقال جميل");

            score(replica);

            assertThat(findings(id)).isEqualTo("null");
        }
    }

    @Test
    void languageIsSentOnlyIfItIsKnown() {
        Map<String, Object> settings = Map.of("mizan.sites.demo.screening.languages", "ar,en,fr");
        try (StubServer scorer = new StubServer(answer(toxicity("0.1")));
                EmbeddedServer replica = replica(scorer, settings)) {
            submitTo(replica, "مقال جميل");
            submitTo(replica, "a fine article");

            score(replica);

            assertThat(scorer.received())
                    .extracting(
                            request -> tree(request.body()).path("languages").toString())
                    .containsExactlyInAnyOrder("[\"ar\"]", "");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>",
                "",
                "[]",
                "{\"attributeScores\": {}}",
                "{\"attributeScores\": {\"TOXICITY\": {\"summaryScore\": {\"value\": \"0.9\"}}}}",
                "{\"attributeScores\": {\"TOXICITY\": {\"summaryScore\": {\"value\": 1e999}}}}",
                "{\"attributeScores\": {\"TOXICITY\": {\"summaryScore\": {\"value\": -1}}}}"
            })
    void commentWaitsWhileTheScorerAnswersNonsense(String response) {
        assertWaits(answer(response));
    }

    @Test
    void commentWaitsWhileTheScorerFails() {
        assertWaits(StubServer.status(503));
        assertWaits(StubServer.status(401));
        assertWaits(StubServer.status(302));
    }

    @Test
    void commentWaitsWhileTheScorerHangs() {
        CountDownLatch end = new CountDownLatch(1);
        assertWaits((_, _) -> end.await());
        end.countDown();
    }

    @Test
    void commentWaitsWhileTheScorerSendsTenMegabytes() {
        assertWaits((_, out) -> {
            byte[] kilobyte = " ".repeat(1024).getBytes(StandardCharsets.UTF_8);
            StubServer.send(out, "HTTP/1.1 200 OK\r\nContent-Length: " + (10 << 20) + "\r\n\r\n");
            for (int i = 0; i < 10 << 10; i++) {
                out.write(kilobyte);
            }
        });
    }

    @Test
    void commentWithoutScoreAfterAnHourHasFailedFinding() {
        StubServer gone = new StubServer(StubServer.status(200));
        gone.close();
        try (EmbeddedServer replica = replica(gone, Map.of())) {
            String id = submitTo(replica, "مقال جميل");
            score(replica);
            assertThat(findings(id)).isEqualTo(WAITING);

            MutableClock clock = replica.getApplicationContext().getBean(MutableClock.class);
            clock.advance(Duration.ofHours(1));
            try {
                score(replica);
            } finally {
                clock.advance(Duration.ofHours(-1));
            }

            assertThat(findings(id)).isEqualTo(FAILED);
            assertThat(Postgres.query("SELECT status, score FROM comment")).containsExactly(List.of("PENDING", "50"));
        }
    }

    @Test
    void commentIsTriedAgainAfterGrowingDelays() {
        try (StubServer scorer = new StubServer(StubServer.status(503));
                EmbeddedServer replica = replica(scorer, Map.of())) {
            submitTo(replica, "مقال جميل");
            MutableClock clock = replica.getApplicationContext().getBean(MutableClock.class);

            List<Integer> requests = Stream.of(0, 10, 30, 40, 50, 60, 100)
                    .map(seconds -> {
                        Duration wait = Duration.ofSeconds(seconds);
                        clock.advance(wait);
                        score(replica);
                        clock.advance(wait.negated());
                        return scorer.received().size();
                    })
                    .toList();

            assertThat(requests).containsExactly(1, 1, 2, 2, 2, 3, 3);
        }
    }

    @Test
    void allWaitingCommentsAreTriedWhenTheScorerAnswersAgain() {
        AtomicBoolean isAway = new AtomicBoolean(true);
        StubServer.Handler handler = (request, out) ->
                (isAway.get() ? StubServer.status(503) : answer(toxicity("0.1"))).respond(request, out);
        try (StubServer scorer = new StubServer(handler);
                EmbeddedServer replica = replica(scorer, Map.of())) {
            String waiting = submitTo(replica, "مقال جميل");
            score(replica);
            MutableClock clock = replica.getApplicationContext().getBean(MutableClock.class);
            clock.advance(Duration.ofSeconds(10));
            String later = submitTo(replica, "مقال آخر");
            isAway.set(false);

            score(replica);
            assertThat(findings(later)).isEqualTo("null");
            assertThat(findings(waiting)).as("before its next time").isEqualTo(WAITING);
            score(replica);

            assertThat(findings(waiting)).isEqualTo("null");
            clock.advance(Duration.ofSeconds(-10));
        }
    }

    @Test
    void refusedTextHasFailedFinding() {
        try (StubServer scorer = new StubServer(StubServer.status(400));
                EmbeddedServer replica = replica(scorer, Map.of())) {
            String id = submitTo(replica, "مقال جميل");

            score(replica);

            assertThat(findings(id)).isEqualTo(FAILED);
        }
    }

    @Test
    void decidedCommentIsNotSent() {
        try (StubServer scorer = new StubServer(answer(toxicity("0.9")));
                EmbeddedServer replica = replica(scorer, Map.of())) {
            String id = submitTo(replica, "مقال جميل");
            decide(id, "reject", Map.of("version", 0, "reason", "SPAM"), admin());

            score(replica);

            assertThat(scorer.received()).isEmpty();
            assertThat(Postgres.value("SELECT automated_detection FROM decision"))
                    .as("waiting is no detection")
                    .isEqualTo("f");
        }
    }

    @Test
    void nothingIsSentToAddressesThatAreNotListed() {
        try (StubServer scorer = new StubServer(answer(toxicity("0.9")));
                EmbeddedServer replica = replica(scorer, Map.of("mizan.outbound-allowed", "192.0.2.1"))) {
            String id = submitTo(replica, "مقال جميل");

            score(replica);

            assertThat(scorer.received()).isEmpty();
            assertThat(findings(id)).isEqualTo(WAITING);
        }
    }

    @Test
    void nothingIsSentWhenTheRuleIsTurnedOff() {
        try (StubServer scorer = new StubServer(answer(toxicity("0.9")));
                EmbeddedServer replica = replica(scorer, Map.of())) {
            String id = submitTo(replica, "مقال جميل");
            send(
                    "PUT",
                    "/api/v1/moderation/screening/rules?site=demo",
                    "{\"rules\": {\"remote-score\": \"off\"}}",
                    "Content-Type",
                    JSON,
                    "Authorization",
                    admin(),
                    "If-Match",
                    "\"0\"");
            replica.getApplicationContext().getBean(ScreeningPolicies.class).refresh();

            score(replica);

            assertThat(scorer.received()).isEmpty();
            assertThat(findings(id)).isEqualTo("null");
            assertThat(findings(submitTo(replica, "مقال آخر"))).isEqualTo("null");
        }
    }

    @Test
    void anotherMizanIsScorer(@TempDir Path folder) throws IOException {
        String secret = bean(ScorerKeys.class).add("replica", "demo", null).secret();
        LearnedSite.train(beans());
        Map<String, Object> settings = Map.of(
                "mizan.sites.herald.scorer.url",
                "http://127.0.0.1:" + port() + ANALYZE,
                "mizan.sites.herald.scorer.key-file",
                Files.writeString(folder.resolve("key"), secret).toString(),
                "mizan.outbound-allowed",
                "127.0.0.1");
        try (EmbeddedServer replica = replica(settings)) {
            String spam = submitTo(replica, "herald", LearnedSite.SPAM + " now");
            String talk = submitTo(replica, "herald", LearnedSite.TALK + " again");

            score(replica);

            assertThat(findings(spam)).matches(".*\"TOXICITY \\d{2,3} %\".*");
            assertThat(findings(talk)).isEqualTo("null");
        }
    }

    @Test
    void privacyNoticeSaysThatTextsAreSent() {
        try (StubServer scorer = new StubServer(StubServer.status(500));
                EmbeddedServer replica = replica(scorer, Map.of())) {
            assertThat(sendTo(replica.getPort(), "GET", "/privacy?site=demo&lang=en", new byte[0])
                            .body())
                    .contains("is sent to another service");
            assertThat(sendTo(replica.getPort(), "GET", "/privacy?site=herald&lang=en", new byte[0])
                            .body())
                    .doesNotContain("is sent to another service");
        }
    }

    private static void assertWaits(StubServer.Handler handler) {
        try (StubServer scorer = new StubServer(handler);
                EmbeddedServer replica = replica(scorer, Map.of())) {
            String id = submitTo(replica, "مقال جميل");

            score(replica);

            assertThat(scorer.received()).isNotEmpty();
            assertThat(findings(id)).isEqualTo(WAITING);
            assertThat(Postgres.value("SELECT status FROM comment WHERE id = '%s'".formatted(id)))
                    .isEqualTo("PENDING");
        }
    }

    private static EmbeddedServer replica(StubServer scorer, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(
                Map.of("mizan.sites.demo.scorer.url", scorer.url(ANALYZE), "mizan.outbound-allowed", "127.0.0.1"));
        all.putAll(settings);
        return replica(all);
    }

    private static StubServer.Handler answer(String body) {
        return (StubServer.Received _, OutputStream out) -> StubServer.send(
                out,
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.getBytes(StandardCharsets.UTF_8).length + "\r\nConnection: close\r\n\r\n" + body);
    }

    private static String toxicity(String value) {
        return "{\"attributeScores\": {\"TOXICITY\": {\"summaryScore\": {\"value\": %s}}}}".formatted(value);
    }

    private static void score(EmbeddedServer replica) {
        replica.getApplicationContext().getBean(RemoteScoringJob.class).run();
    }

    private static String submitTo(EmbeddedServer replica, String body) {
        return submitTo(replica, "demo", body);
    }

    private static String submitTo(EmbeddedServer replica, String site, String body) {
        return sendTo(
                        replica.getPort(),
                        "POST",
                        "/api/v1/sites/" + site + "/comments",
                        json(Sample.submission("body", body)).getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        JSON)
                .json()
                .path("id")
                .asText();
    }

    private static String findings(String id) {
        return String.valueOf(Postgres.value("SELECT findings FROM comment WHERE id = '%s'".formatted(id)));
    }

    private static JsonNode tree(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static LearnedSite.Beans beans() {
        return new LearnedSite.Beans() {
            @Override
            public <T> T get(Class<T> type) {
                return bean(type);
            }
        };
    }
}
