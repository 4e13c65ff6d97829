package mizan.moderation.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import mizan.testing.Answer;
import mizan.testing.MutableClock;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrendsApiTest extends ServiceTest {

    private static final List<String> KINDS =
            List.of("arrived", "trapped", "approved", "rejected", "reopened", "withdrawn", "pending");

    /** Applies random events to comments and compares the trend with counts kept by the test, hour by hour. */
    @Test
    void trendMatchesRandomHistory() {
        RandomHistory history = new RandomHistory(new Random(20_260_314));
        for (int step = 0; step < 240; step++) {
            history.applyRandomEvent();
        }

        for (int days : List.of(1, 2, 7)) {
            List<JsonNode> points = points(trends("?days=" + days));

            assertThat(points).hasSize(24 * days);
            assertThat(points)
                    .allSatisfy(point -> assertThat(history.reported(point)).isEqualTo(history.expected(point)));
            assertThat(points.getLast().path("pending").asLong()).isPositive();
        }
    }

    @Test
    void trendReportsAgesTimesReasonsSitesAndModerators() {
        String ada = moderator("ada", "MODERATOR", "demo");
        for (int minutes : List.of(1, 2, 3, 4)) {
            String id = submitted(Sample.submission());
            advanceClock(Duration.ofMinutes(minutes));
            decide(id, minutes == 4 ? "approve" : "reject", reason(minutes == 3 ? "HATE" : "SPAM"), ada);
        }
        approved("herald", Sample.submission());
        submitted(Sample.submission());
        advanceClock(Duration.ofMinutes(10));
        submitted(Sample.submission());
        advanceClock(Duration.ofMinutes(5));

        JsonNode all = trends("?days=7");

        assertThat(all.path("pending").asInt()).isEqualTo(2);
        assertThat(all.path("ages").toString()).isEqualTo("{\"p50\":300,\"p90\":900,\"p99\":900,\"oldest\":900}");
        assertThat(all.at("/secondsToDecision/p50").asDouble()).isBetween(120.0, 120.1);
        assertThat(all.path("reasons").toString())
                .isEqualTo("[{\"reason\":\"SPAM\",\"rejected\":2},{\"reason\":\"HATE\",\"rejected\":1}]");
        assertThat(all.path("sites").toString())
                .contains(
                        "{\"site\":\"demo\",\"pending\":2,\"oldestPendingSeconds\":900,\"arrived\":6,\"approved\":1,\"rejected\":3}",
                        "{\"site\":\"herald\",\"pending\":0,\"oldestPendingSeconds\":0,\"arrived\":1,\"approved\":1,\"rejected\":0}");
        assertThat(all.path("moderators").toString())
                .isEqualTo("[{\"moderator\":\"ada\",\"approved\":1,\"rejected\":3},"
                        + "{\"moderator\":\"grace\",\"approved\":1,\"rejected\":0}]");
        assertThat(all.path("timeZone").asText()).isEqualTo("UTC");
    }

    @Test
    void moderatorSeesOwnSitesAndOwnDecisionsOnly() {
        approved(Sample.submission());
        approved("herald", Sample.submission());
        String demi = moderator("demi", "MODERATOR", "demo");
        decide(submitted(Sample.submission()), "approve", Map.of("version", 0), demi);

        JsonNode ofModerator =
                get("/api/v1/moderation/trends", "Authorization", demi).json();

        assertThat(ofModerator.findValuesAsText("site")).containsExactly("demo");
        assertThat(ofModerator.path("moderators").toString())
                .isEqualTo("[{\"moderator\":\"demi\",\"approved\":1,\"rejected\":0}]");
        assertThat(get("/api/v1/moderation/trends?site=herald", "Authorization", demi)
                        .status())
                .isEqualTo(403);
        assertThat(trends("?site=herald").findValuesAsText("site")).containsExactly("herald");
    }

    @Test
    void trendOfEmptyQueueHasZeroCounts() {
        JsonNode none = trends("?days=30");

        assertThat(points(none))
                .hasSize(30)
                .allSatisfy(point -> KINDS.forEach(
                        kind -> assertThat(point.path(kind).asInt(-1)).isZero()));
        assertThat(none.path("ages").toString()).isEqualTo("{\"p50\":null,\"p90\":null,\"p99\":null,\"oldest\":null}");
        assertThat(none.path("reasons")).isEmpty();
        assertThat(none.path("moderators")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"days=0, 422", "days=31, 422", "days=x, 400", "site=nowhere, 404"})
    void invalidParametersAreRejected(String query, int status) {
        assertThat(get("/api/v1/moderation/trends?" + query, "Authorization", admin())
                        .status())
                .isEqualTo(status);
    }

    @Test
    void accountWithoutDecisionRightsIsRejected() {
        assertThat(get("/api/v1/moderation/trends", "Authorization", moderator("olga", "PRIVACY", ""))
                        .status())
                .isEqualTo(403);
    }

    private static Map<String, Object> reason(String reason) {
        return Map.of("version", 0, "reason", reason);
    }

    private static JsonNode trends(String query) {
        Answer answer = get("/api/v1/moderation/trends" + query, "Authorization", admin());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static List<JsonNode> points(JsonNode trend) {
        return StreamSupport.stream(trend.path("points").spliterator(), false).toList();
    }

    private static void advanceClock(Duration duration) {
        bean(MutableClock.class).advance(duration);
    }

    /** Applies random events to comments and counts them hour by hour. */
    private static final class RandomHistory {

        private final Random random;
        private final Map<Instant, Map<String, Long>> hours = new TreeMap<>();
        private final TreeMap<Instant, Long> pending = new TreeMap<>();
        private final List<TrackedComment> comments = new ArrayList<>();

        RandomHistory(Random random) {
            this.random = random;
        }

        void applyRandomEvent() {
            advanceClock(Duration.ofSeconds(random.nextInt(1_500)));
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3 -> submit("arrived", Sample.submission(), true);
                case 4 -> submit("trapped", Sample.submission("website", "https://spam.example"), false);
                case 5, 6, 7 -> randomComment(true).ifPresent(this::decide);
                case 8 -> randomComment(false).ifPresent(this::reopen);
                default -> randomComment(random.nextBoolean()).ifPresent(this::withdraw);
            }
            pending.put(
                    hour(), comments.stream().filter(TrackedComment::isPending).count());
        }

        Map<String, Long> reported(JsonNode point) {
            Map<String, Long> counts = new TreeMap<>();
            KINDS.forEach(kind -> counts.put(kind, point.path(kind).asLong()));
            return counts;
        }

        Map<String, Long> expected(JsonNode point) {
            Instant hour = Instant.parse(point.path("from").asText());
            Map<String, Long> counts = new TreeMap<>();
            KINDS.forEach(kind -> counts.put(kind, 0L));
            counts.putAll(hours.getOrDefault(hour, Map.of()));
            counts.put(
                    "pending",
                    Optional.ofNullable(pending.floorEntry(hour))
                            .map(Map.Entry::getValue)
                            .orElse(0L));
            return counts;
        }

        private void submit(String kind, Map<String, Object> submission, boolean isPending) {
            Answer answer = ServiceTest.submit(submission);
            String id = answer.json().path("id").asText();
            comments.add(new TrackedComment(id, answer.header("Location"), isPending ? 0 : 1, isPending));
            count(kind);
        }

        private void decide(TrackedComment comment) {
            boolean isApproved = random.nextBoolean();
            Answer answer = ServiceTest.decide(
                    comment.id(),
                    isApproved ? "approve" : "reject",
                    comment.withVersion(Map.of("reason", "SPAM")),
                    admin());
            replace(comment, answer);
            count(isApproved ? "approved" : "rejected");
        }

        private void reopen(TrackedComment comment) {
            replace(comment, ServiceTest.decide(comment.id(), "reopen", comment.withVersion(Map.of()), admin()));
            count("reopened");
        }

        private void withdraw(TrackedComment comment) {
            assertThat(send("DELETE", comment.receipt(), "").status()).isEqualTo(204);
            comments.remove(comment);
            if (comment.isPending()) {
                count("withdrawn");
            }
        }

        private void replace(TrackedComment comment, Answer answer) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            comments.remove(comment);
            comments.add(
                    new TrackedComment(comment.id(), comment.receipt(), comment.version() + 1, !comment.isPending()));
        }

        private Optional<TrackedComment> randomComment(boolean isPending) {
            List<TrackedComment> candidates = comments.stream()
                    .filter(comment -> comment.isPending() == isPending)
                    .toList();
            return candidates.isEmpty()
                    ? Optional.empty()
                    : Optional.of(candidates.get(random.nextInt(candidates.size())));
        }

        private void count(String kind) {
            hours.computeIfAbsent(hour(), _ -> new HashMap<>()).merge(kind, 1L, Long::sum);
        }

        private static Instant hour() {
            return bean(MutableClock.class).instant().truncatedTo(ChronoUnit.HOURS);
        }
    }

    private record TrackedComment(String id, String receipt, int version, boolean isPending) {

        Map<String, Object> withVersion(Map<String, Object> fields) {
            Map<String, Object> request = new HashMap<>(fields);
            request.put("version", version);
            return request;
        }
    }
}
