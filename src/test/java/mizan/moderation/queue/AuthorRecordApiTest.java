package mizan.moderation.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mizan.testing.Answer;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The record of a comment's author in the queue. A moderator without the role PRIVACY cannot find out whether an address is
 * known by submitting comments with it.
 */
class AuthorRecordApiTest extends ServiceTest {

    private static final String QUEUE = "/api/v1/moderation/comments";
    private static final String BLOCKS = "/api/v1/moderation/blocks";
    private static final String READER = "198.51.100.7";
    private static final String INSIDER = "203.0.113.9";

    private static final EmbeddedServer SERVICE = replica(Map.of("mizan.trusted-proxies", "127.0.0.1,::1"));

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    /** A known author has a comment in each state. */
    @BeforeEach
    void submitComments() {
        String approved = submitted(READER, Sample.submission("email", "known@example.org"));
        String rejected = submitted(READER, Sample.submission("email", "known@example.org"));
        decide(approved, "approve", Map.of("version", 0), admin());
        decide(rejected, "reject", Map.of("version", 0, "reason", "ABUSE"), admin());
        submitted(READER, Sample.submission("email", "known@example.org"));
    }

    @Test
    void commentsOfAKnownAndOfAnUnknownAddressLookTheSame() {
        Map<String, Object> submission = Sample.submission("name", "Insider");
        String known = submitted(INSIDER, Sample.with(submission, "email", "known@example.org"));
        String unknown = submitted(INSIDER, Sample.with(submission, "email", "krown@example.org"));
        Postgres.execute("UPDATE comment SET findings = NULL, score = 0 WHERE name = 'Insider'"); // the second one is a
        // duplicate

        assertThat(shown(known)).isEqualTo(shown(unknown));
        assertThat(shown(known).path("author").toString()).isEqualTo("{\"approved\":0,\"rejected\":0,\"pending\":1}");
        assertThat(shownAfterDecision(known)).isEqualTo(shownAfterDecision(unknown));
        for (String status : List.of("PENDING", "APPROVED", "REJECTED")) {
            assertThat(get(QUEUE + "?status=" + status + "&author=" + known, "Authorization", moderator())
                            .each("comments", "name"))
                    .isEqualTo(get(QUEUE + "?status=" + status + "&author=" + unknown, "Authorization", moderator())
                            .each("comments", "name"));
        }
    }

    @Test
    void blockOfAGuessedAddressDoesNotShowWhichCommentHasIt() {
        String victim = submitted(READER, Sample.submission("email", "known@example.org"));
        block(victim);
        String known = submitted(INSIDER, Sample.submission("email", "known@example.org"));
        String unknown = submitted(INSIDER, Sample.submission("email", "krown@example.org"));

        assertThat(block(known)).isEqualTo(block(unknown));

        assertThat(get(BLOCKS, "Authorization", moderator()).each("blocks", "comment"))
                .containsExactlyInAnyOrder(victim, known, unknown);
    }

    /** The response, without what identifies the block. */
    private static JsonNode block(String id) {
        Answer answer = post(BLOCKS, Map.of("comment", id, "kind", "AUTHOR"), "Authorization", moderator());
        assertThat(answer.status()).isEqualTo(201);
        return ((ObjectNode) answer.json()).without(List.of("id", "comment", "at"));
    }

    @Test
    void duplicateFindingDoesNotDependOnTheAddress() {
        Map<String, Object> submission = Sample.submission("email", "known@example.org");
        submitted(READER, submission);
        String known = submitted(INSIDER, submission);
        String unknown = submitted(INSIDER, Sample.with(submission, "email", "krown@example.org"));

        assertThat(shown(known).path("findings"))
                .hasSize(1)
                .isEqualTo(shown(unknown).path("findings"));
        assertThat(get(QUEUE + "?finding=duplicate", "Authorization", moderator())
                        .each("comments", "id"))
                .containsExactlyInAnyOrder(known, unknown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"known@example.org", "known", "example"})
    void searchDoesNotFindAddresses(String words) {
        assertThat(get(QUEUE + "?q=" + words, "Authorization", moderator()).each("comments", "id"))
                .isEmpty();
    }

    @Test
    void privacyOfficerSeesAllCommentsWithTheAddress() {
        String id = submitted(INSIDER, Sample.submission("email", "known@example.org"));

        assertThat(get(QUEUE + "/" + id, "Authorization", admin())
                        .json()
                        .path("author")
                        .toString())
                .isEqualTo("{\"approved\":1,\"rejected\":1,\"pending\":2}");
        assertThat(get(QUEUE + "?status=APPROVED&author=" + id, "Authorization", admin())
                        .each("comments", "id"))
                .hasSize(1);
    }

    @Test
    void moderatorSeesCommentsFromTheSameNetworkInTheSameWeek() {
        String sameNetwork = submitted("198.51.100.200", Sample.submission("email", "known@example.org"));
        advance(Duration.ofDays(7));
        String nextWeek = submitted(READER, Sample.submission("email", "known@example.org"));

        assertThat(shown(sameNetwork).path("author").toString())
                .isEqualTo("{\"approved\":1,\"rejected\":1,\"pending\":2}");
        assertThat(get(QUEUE + "?author=" + sameNetwork, "Authorization", moderator())
                        .each("comments", "id"))
                .hasSize(2);
        assertThat(shown(nextWeek).path("author").toString())
                .isEqualTo("{\"approved\":0,\"rejected\":0,\"pending\":1}");
    }

    @Test
    void filterByAuthorIsAudited() {
        String id = submitted(INSIDER, Sample.submission());

        get(QUEUE + "?author=" + id, "Authorization", moderator());

        assertThat(Postgres.query("SELECT moderator, comment_id FROM audit_entry WHERE action = 'AUTHOR_SEARCHED'"))
                .containsExactly(List.of("omar", id));
    }

    private static String moderator() {
        return moderator("omar", "MODERATOR", "demo");
    }

    /** The comment as a moderator sees it, without what identifies it. */
    private static JsonNode shown(String id) {
        return anonymous(get(QUEUE + "/" + id, "Authorization", moderator()));
    }

    private static JsonNode shownAfterDecision(String id) {
        ObjectNode shown = anonymous(decide(id, "approve", Map.of("version", 0), moderator()));
        ((ObjectNode) shown.path("decision")).remove("at");
        return shown;
    }

    private static ObjectNode anonymous(Answer answer) {
        return ((ObjectNode) answer.json()).without(List.of("id", "submittedAt"));
    }

    private static String submitted(String client, Map<String, Object> submission) {
        advance(Duration.ofMillis(10));
        return sendTo(
                        SERVICE.getPort(),
                        "POST",
                        "/api/v1/sites/demo/comments",
                        json(submission).getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        JSON,
                        "X-Forwarded-For",
                        client)
                .json()
                .path("id")
                .asText();
    }

    private static void advance(Duration duration) {
        SERVICE.getApplicationContext().getBean(MutableClock.class).advance(duration);
    }
}
