package mizan.moderation.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mizan.testing.Answer;
import mizan.testing.MutableClock;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;

class StatsApiTest extends ServiceTest {

    @Test
    void statisticsCountPendingCommentsAndDecisions() {
        for (int seconds : List.of(10, 20, 30, 40)) {
            String id = submitted(Sample.submission());
            advanceClock(Duration.ofSeconds(seconds));
            decide(id, seconds == 40 ? "reject" : "approve", Map.of("version", 0, "reason", "SPAM"), admin());
        }
        submitted(Sample.submission());
        advanceClock(Duration.ofSeconds(90));
        submitted(Sample.submission());
        post("/api/v1/moderation/claims", Map.of("limit", 1), "Authorization", admin());

        JsonNode stats = stats("", admin()).json();

        assertThat(stats.path("pending").asInt()).isEqualTo(2);
        assertThat(stats.path("claimed").asInt()).isEqualTo(1);
        assertThat(stats.path("oldestPendingSeconds").asInt()).isEqualTo(90);
        assertThat(stats.path("decided24h").toString()).isEqualTo("{\"approved\":3,\"rejected\":1}");
        assertThat(stats.at("/secondsToDecision/p50").asDouble()).isBetween(20.0, 20.1);
        assertThat(stats.at("/secondsToDecision/p95").asDouble()).isBetween(40.0, 40.1);
    }

    @Test
    void emptyQueueHasZeroCountsAndNullPercentiles() {
        assertThat(stats("", admin()).body())
                .isEqualTo("{\"pending\":0,\"claimed\":0,\"oldestPendingSeconds\":0,"
                        + "\"decided24h\":{\"approved\":0,\"rejected\":0},"
                        + "\"secondsToDecision\":{\"p50\":null,\"p95\":null}}");
    }

    @Test
    void decisionsOlderThanADayAndReopeningsAreNotCounted() {
        String id = approved(Sample.submission());
        advanceClock(Duration.ofHours(25));
        decide(id, "reopen", Map.of("version", 1), admin());
        approved(Sample.submission());

        assertThat(stats("", admin()).json().path("decided24h").toString())
                .isEqualTo("{\"approved\":1,\"rejected\":0}");
    }

    @Test
    void automaticRejectionIsNotCountedAsModeratorDecision() {
        submitted(Sample.submission("website", "https://spam.example"));

        assertThat(stats("", admin()).json().at("/decided24h/rejected").asInt()).isZero();
    }

    @Test
    void statisticsCoverOnlySitesOfTheModerator() {
        submitted(Sample.submission());
        post("/api/v1/sites/herald/comments", Sample.submission());
        post("/api/v1/sites/herald/comments", Sample.submission());

        assertThat(stats("", admin()).json().path("pending").asInt()).isEqualTo(3);
        assertThat(stats("?site=herald", admin()).json().path("pending").asInt())
                .isEqualTo(2);
        assertThat(stats("", moderator("demi", "MODERATOR", "demo"))
                        .json()
                        .path("pending")
                        .asInt())
                .isEqualTo(1);
    }

    private static Answer stats(String query, String token) {
        return get("/api/v1/moderation/stats" + query, "Authorization", token);
    }

    private static void advanceClock(Duration duration) {
        bean(MutableClock.class).advance(duration);
    }
}
