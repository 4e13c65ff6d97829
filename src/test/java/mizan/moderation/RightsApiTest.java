package mizan.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import mizan.testing.Answer;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RightsApiTest extends ServiceTest {

    /** Role and sites of an account; the status of: queue of all, of demo, of herald; one of demo; decision; claims. */
    @ParameterizedTest
    @CsvSource({
        "MODERATOR, demo,          200, 200, 403, 200, 200, 200",
        "MODERATOR, herald,        200, 403, 200, 403, 403, 200",
        "MODERATOR, 'demo,herald', 200, 200, 200, 200, 200, 200",
        "MODERATOR, '',            200, 403, 403, 403, 403, 200",
        "ADMIN,     '',            200, 200, 200, 200, 200, 200",
        "PRIVACY,   demo,          403, 403, 403, 403, 403, 403",
        "'',        demo,          403, 403, 403, 403, 403, 403"
    })
    void eachRoleDecidesWhereItMay(
            String roles, String sites, int all, int demo, int herald, int one, int decision, int claims) {
        String id = submitted(Sample.submission());
        String token = moderator("somebody", roles, sites);

        assertThat(ask("/comments", token)).isEqualTo(all);
        assertThat(ask("/comments?site=demo", token)).isEqualTo(demo);
        assertThat(ask("/comments?site=herald", token)).isEqualTo(herald);
        assertThat(ask("/comments/" + id, token)).isEqualTo(one);
        Answer decided = decide(id, "approve", Map.of("version", 0), token);
        assertThat(decided.status()).isEqualTo(decision);
        assertThat(post("/api/v1/moderation/claims", Map.of(), "Authorization", token)
                        .status())
                .isEqualTo(claims);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /comments",
        "GET, /comments/0199a5ca-0000-7000-8000-000000000000",
        "POST, /comments/0199a5ca-0000-7000-8000-000000000000/approve",
        "POST, /comments/0199a5ca-0000-7000-8000-000000000000/reject",
        "POST, /comments/0199a5ca-0000-7000-8000-000000000000/reopen",
        "POST, /claims",
        "DELETE, /claims"
    })
    void nobodyWithoutATokenDoesAnything(String method, String route) {
        String body = method.equals("POST") ? "{}" : "";

        Answer answer = send(method, "/api/v1/moderation" + route, body, "Content-Type", JSON);

        assertThat(answer.problem()).isEqualTo("401 application/problem+json /problems/sign-in-required");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @ParameterizedTest
    @CsvSource({"demo", "herald"})
    void theQueueOfAModeratorHasTheirSitesOnly(String site) {
        submitted(Sample.submission());
        post("/api/v1/sites/herald/comments", Sample.submission());

        Answer queue = get("/api/v1/moderation/comments", "Authorization", moderator(site, "MODERATOR", site));

        assertThat(queue.each("comments", "site")).containsExactly(site);
    }

    private static int ask(String route, String token) {
        return get("/api/v1/moderation" + route, "Authorization", token).status();
    }
}
