package mizan.screening.learning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.stream.StreamSupport;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What moderators see of what the service has learned. */
class LearnedFindingTest extends ServiceTest {

    @AfterEach
    void forget() {
        Postgres.deleteRows();
        bean(LearnedModels.class).refresh();
    }

    @Test
    void commentSimilarToRejectedOnesHasAFindingAndStaysPending() {
        assertThat(finding(LearnedSite.SPAM).isMissingNode())
                .as("nothing is learned")
                .isTrue();
        LearnedSite.train(new LearnedSite.Beans() {
            @Override
            public <T> T get(Class<T> type) {
                return bean(type);
            }
        });

        JsonNode finding = finding(LearnedSite.SPAM + " now");

        assertThat(finding.path("detail").asText()).matches("\\d{1,3} %");
        assertThat(finding.path("spans")).isNotEmpty();
        assertThat(finding(LearnedSite.TALK + " again").isMissingNode()).isTrue();
    }

    private static JsonNode finding(String body) {
        String id = submitted(Sample.submission("body", body));
        JsonNode comment = get("/api/v1/moderation/comments/" + id, "Authorization", admin())
                .json();
        assertThat(comment.path("status").asText()).isEqualTo("PENDING");
        return StreamSupport.stream(comment.path("findings").spliterator(), false)
                .filter(found -> found.path("rule").asText().equals("similar-to-rejected"))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }
}
