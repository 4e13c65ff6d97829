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

    private static final List<String> COUNTED =
            List.of("arrived", "trapped", "approved", "rejected", "reopened", "withdrawn", "pending");

    /** All that can happen to comments, in any order, told hour by hour as it was. */
    @Test
    void theCourseOfTheQueueIsWhatItWas() {
        Newsroom newsroom = new Newsroom(new Random(20_260_314));
        for (int step = 0; step < 240; step++) {
            newsroom.doSomething();
        }

        for (int days : List.of(1, 2, 7)) {
            List<JsonNode> points = points(trends("?days=" + days));

            assertThat(points).hasSize(24 * days);
            assertThat(points)
                    .allSatisfy(point -> assertThat(newsroom.told(point)).isEqualTo(newsroom.was(point)));
            assertThat(points.getLast().path("pending").asLong()).isPositive();
        }
    }

    @Test
    void itTellsAgesTimesReasonsSitesAndPeople() {
        String ada = moderator("ada", "MODERATOR", "demo");
        for (int minutes : List.of(1, 2, 3, 4)) {
            String id = submitted(Sample.submission());
            pass(Duration.ofMinutes(minutes));
            decide(id, minutes == 4 ? "approve" : "reject", reason(minutes == 3 ? "HATE" : "SPAM"), ada);
        }
        approved("herald", Sample.submission());
        submitted(Sample.submission());
        pass(Duration.ofMinutes(10));
        submitted(Sample.submission());
        pass(Duration.ofMinutes(5));

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
    void eachSeesTheirSitesAndOnlyAdminsTheWorkOfOthers() {
        approved(Sample.submission());
        approved("herald", Sample.submission());
        String demi = moderator("demi", "MODERATOR", "demo");
        decide(submitted(Sample.submission()), "approve", Map.of("version", 0), demi);

        JsonNode own = get("/api/v1/moderation/trends", "Authorization", demi).json();

        assertThat(own.findValuesAsText("site")).containsExactly("demo");
        assertThat(own.path("moderators").toString())
                .isEqualTo("[{\"moderator\":\"demi\",\"approved\":1,\"rejected\":0}]");
        assertThat(get("/api/v1/moderation/trends?site=herald", "Authorization", demi)
                        .status())
                .isEqualTo(403);
        assertThat(trends("?site=herald").findValuesAsText("site")).containsExactly("herald");
    }

    @Test
    void ofNothingThereAreNoughts() {
        JsonNode none = trends("?days=30");

        assertThat(points(none))
                .hasSize(30)
                .allSatisfy(point -> COUNTED.forEach(
                        counted -> assertThat(point.path(counted).asInt(-1)).isZero()));
        assertThat(none.path("ages").toString()).isEqualTo("{\"p50\":null,\"p90\":null,\"p99\":null,\"oldest\":null}");
        assertThat(none.path("reasons")).isEmpty();
        assertThat(none.path("moderators")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"days=0, 422", "days=31, 422", "days=x, 400", "site=nowhere, 404"})
    void whatCannotBeToldIsRefused(String query, int status) {
        assertThat(get("/api/v1/moderation/trends?" + query, "Authorization", admin())
                        .status())
                .isEqualTo(status);
    }

    @Test
    void whoDecidesNothingIsToldNothing() {
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

    private static void pass(Duration duration) {
        bean(MutableClock.class).advance(duration);
    }

    /** Things happen, and are written down hour by hour. */
    private static final class Newsroom {

        private final Random random;
        private final Map<Instant, Map<String, Long>> hours = new TreeMap<>();
        private final TreeMap<Instant, Long> pending = new TreeMap<>();
        private final List<Known> comments = new ArrayList<>();

        Newsroom(Random random) {
            this.random = random;
        }

        void doSomething() {
            pass(Duration.ofSeconds(random.nextInt(1_500)));
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3 -> arrive("arrived", Sample.submission(), true);
                case 4 -> arrive("trapped", Sample.submission("website", "https://spam.example"), false);
                case 5, 6, 7 -> any(true).ifPresent(this::decide);
                case 8 -> any(false).ifPresent(this::reopen);
                default -> any(random.nextBoolean()).ifPresent(this::withdraw);
            }
            pending.put(hour(), comments.stream().filter(Known::isPending).count());
        }

        Map<String, Long> told(JsonNode point) {
            Map<String, Long> told = new TreeMap<>();
            COUNTED.forEach(counted -> told.put(counted, point.path(counted).asLong()));
            return told;
        }

        Map<String, Long> was(JsonNode point) {
            Instant hour = Instant.parse(point.path("from").asText());
            Map<String, Long> was = new TreeMap<>();
            COUNTED.forEach(counted -> was.put(counted, 0L));
            was.putAll(hours.getOrDefault(hour, Map.of()));
            was.put(
                    "pending",
                    Optional.ofNullable(pending.floorEntry(hour))
                            .map(Map.Entry::getValue)
                            .orElse(0L));
            return was;
        }

        private void arrive(String how, Map<String, Object> submission, boolean isPending) {
            Answer answer = submit(submission);
            String id = answer.json().path("id").asText();
            comments.add(new Known(id, answer.header("Location"), isPending ? 0 : 1, isPending));
            count(how);
        }

        private void decide(Known comment) {
            boolean isApproved = random.nextBoolean();
            Answer answer = ServiceTest.decide(
                    comment.id(), isApproved ? "approve" : "reject", comment.seen(Map.of("reason", "SPAM")), admin());
            move(comment, answer);
            count(isApproved ? "approved" : "rejected");
        }

        private void reopen(Known comment) {
            move(comment, ServiceTest.decide(comment.id(), "reopen", comment.seen(Map.of()), admin()));
            count("reopened");
        }

        private void withdraw(Known comment) {
            assertThat(send("DELETE", comment.receipt(), "").status()).isEqualTo(204);
            comments.remove(comment);
            if (comment.isPending()) {
                count("withdrawn");
            }
        }

        private void move(Known comment, Answer answer) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            comments.remove(comment);
            comments.add(new Known(comment.id(), comment.receipt(), comment.version() + 1, !comment.isPending()));
        }

        private Optional<Known> any(boolean isPending) {
            List<Known> fitting = comments.stream()
                    .filter(comment -> comment.isPending() == isPending)
                    .toList();
            return fitting.isEmpty() ? Optional.empty() : Optional.of(fitting.get(random.nextInt(fitting.size())));
        }

        private void count(String what) {
            hours.computeIfAbsent(hour(), _ -> new HashMap<>()).merge(what, 1L, Long::sum);
        }

        private static Instant hour() {
            return bean(MutableClock.class).instant().truncatedTo(ChronoUnit.HOURS);
        }
    }

    private record Known(String id, String receipt, int version, boolean isPending) {

        Map<String, Object> seen(Map<String, Object> more) {
            Map<String, Object> request = new HashMap<>(more);
            request.put("version", version);
            return request;
        }
    }
}
