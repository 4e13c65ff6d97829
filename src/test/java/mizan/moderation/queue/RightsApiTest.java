package mizan.moderation.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.web.router.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mizan.moderation.decision.BatchApiTest;
import mizan.testing.Answer;
import mizan.testing.EventStream;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what: every route with every set of roles and of sites, on each site. */
class RightsApiTest extends ServiceTest {

    private static final String BASE = "/api/v1/moderation";

    private static final List<String> SITES = List.of("demo", "herald");

    /** What a route asks for. */
    private enum Right {
        /** To decide on some site. */
        DECIDER,
        /** To decide on the site that it is about. */
        SITE,
        ADMIN,
        PRIVACY
    }

    /**
     * A request about a site.
     *
     * @param status of the answer to those who may
     */
    private record Attempt(String method, String path, String body, Right right, int status) {}

    static Stream<Arguments> accounts() {
        List<Set<String>> roles = subsets(List.of("MODERATOR", "ADMIN", "PRIVACY"));
        return roles.stream().flatMap(role -> subsets(SITES).stream().map(sites -> Arguments.of(role, sites)));
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void eachAccountDoesWhatItsRolesAndSitesAllow(Set<String> roles, Set<String> sites) {
        String token = moderator("somebody", String.join(",", roles), String.join(",", sites));

        for (String site : SITES) {
            for (Attempt attempt : attempts(site)) {
                boolean isAllowed = isAllowed(attempt.right(), roles, sites, site);
                assertThat(status(attempt, token))
                        .as("%s %s on %s as %s of %s", attempt.method(), attempt.path(), site, roles, sites)
                        .isEqualTo(isAllowed ? attempt.status() : 403);
            }
            assertThat(batched(site, token))
                    .as("a batch on %s as %s of %s", site, roles, sites)
                    .isEqualTo(isAllowed(Right.SITE, roles, sites, site) ? "409" : "403");
        }
    }

    @ParameterizedTest
    @CsvSource({"demo", "herald"})
    void nobodyWithoutATokenDoesAnything(String site) {
        for (Attempt attempt : attempts(site)) {
            Answer answer = send(attempt.method(), attempt.path(), attempt.body(), "Content-Type", JSON);

            assertThat(answer.problem())
                    .as("%s %s", attempt.method(), attempt.path())
                    .isEqualTo("401 application/problem+json /problems/sign-in-required");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/moderation/comments/",
                "//api/v1/moderation/comments",
                "/api/v1//moderation/comments",
                "/api/v1/moderation//comments",
                "/api/v1/moderation/./comments",
                "/api/v1/sites/../moderation/comments",
                "/api/v1/moderation%2Fcomments",
                "/api/v1/moderation/comments%0A",
                "/api/v1/moderation/comments;x",
                "/api/v1/Moderation/comments",
                "/api/v1/audit/",
                "/console/",
                "//console",
                "/console%0A",
                "/console;x"
            })
    void whoIsShutOutComesInByNoOtherWayToWriteAPath(String path) {
        submitted(Sample.submission());
        String token = admin();
        Postgres.execute("UPDATE moderator SET disabled_at = now()");

        assertThat(get(path, "Authorization", token).status()).isBetween(300, 499);
    }

    @ParameterizedTest
    @CsvSource({"demo", "herald"})
    void theQueueOfAModeratorHasTheirSitesOnly(String site) {
        submitted(Sample.submission());
        post("/api/v1/sites/herald/comments", Sample.submission());

        Answer queue = get(BASE + "/comments", "Authorization", moderator(site, "MODERATOR", site));

        assertThat(queue.each("comments", "site")).containsExactly(site);
    }

    @Test
    void everyRouteForModeratorsIsTried() {
        Set<String> routes = bean(Router.class)
                .uriRoutes()
                .filter(route -> !route.getHttpMethodName().equals("HEAD"))
                .map(route -> route.getHttpMethodName() + " "
                        + route.getUriMatchTemplate().toPathString().replaceAll("\\{[a-z]+}", "{id}"))
                .filter(route -> route.contains("/api/v1/moderation") || route.contains("/api/v1/audit"))
                .collect(Collectors.toSet());

        assertThat(routes).hasSizeGreaterThan(10);
        assertThat(attempts("demo"))
                .extracting(attempt -> attempt.method() + " "
                        + attempt.path().replaceAll("[?].*", "").replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "{id}"))
                .containsAll(routes);
    }

    // Decisions state a version that is not the current one, so that none of them changes anything.
    private static List<Attempt> attempts(String site) {
        String id = comment(site);
        String comment = BASE + "/comments/" + id;
        String batch = BatchApiTest.batch(admin(), List.of(BatchApiTest.item(comment(site), 0, "APPROVE")))
                .json()
                .path("batch")
                .asText();
        return List.of(
                new Attempt("GET", BASE + "/comments", "", Right.DECIDER, 200),
                new Attempt("GET", BASE + "/comments?site=" + site, "", Right.SITE, 200),
                new Attempt("GET", BASE + "/comments?status=APPROVED&site=" + site, "", Right.SITE, 200),
                new Attempt("GET", comment, "", Right.SITE, 200),
                new Attempt("POST", comment + "/approve", "{\"version\":7}", Right.SITE, 409),
                new Attempt("POST", comment + "/reject", "{\"version\":7,\"reason\":\"SPAM\"}", Right.SITE, 409),
                new Attempt("POST", comment + "/reopen", "{\"version\":7}", Right.SITE, 409),
                new Attempt("POST", comment + "/email", "{\"purpose\":\"a test\"}", Right.PRIVACY, 200),
                new Attempt("POST", BASE + "/decisions", "{}", Right.DECIDER, 422),
                new Attempt("POST", BASE + "/batches/" + batch + "/undo", "", Right.ADMIN, 200),
                new Attempt("POST", BASE + "/claims", "{\"limit\":1}", Right.DECIDER, 200),
                new Attempt("POST", BASE + "/claims", "{\"limit\":1,\"site\":\"%s\"}".formatted(site), Right.SITE, 200),
                new Attempt("DELETE", BASE + "/claims", "", Right.DECIDER, 204),
                new Attempt("GET", BASE + "/stats", "", Right.DECIDER, 200),
                new Attempt("GET", BASE + "/stats?site=" + site, "", Right.SITE, 200),
                new Attempt("GET", BASE + "/trends", "", Right.DECIDER, 200),
                new Attempt("GET", BASE + "/trends?days=30&site=" + site, "", Right.SITE, 200),
                new Attempt("GET", BASE + "/events", "", Right.DECIDER, 200),
                new Attempt("GET", BASE + "/events?site=" + site, "", Right.SITE, 200),
                new Attempt("GET", "/api/v1/audit", "", Right.ADMIN, 200));
    }

    private static boolean isAllowed(Right right, Set<String> roles, Set<String> sites, String site) {
        boolean isAdmin = roles.contains("ADMIN");
        return switch (right) {
            case DECIDER -> isAdmin || roles.contains("MODERATOR");
            case SITE -> isAdmin || (roles.contains("MODERATOR") && sites.contains(site));
            case ADMIN -> isAdmin;
            case PRIVACY -> roles.contains("PRIVACY");
        };
    }

    private static int status(Attempt attempt, String token) {
        if (attempt.path().contains("/events")) {
            try (EventStream events = EventStream.open(port(), attempt.path(), "Authorization", token)) {
                return events.response().statusCode();
            }
        }
        return send(attempt.method(), attempt.path(), attempt.body(), "Content-Type", JSON, "Authorization", token)
                .status();
    }

    /** The status of the one result of a batch, or of the batch as a whole. */
    private static String batched(String site, String token) {
        Answer answer = BatchApiTest.batch(token, List.of(BatchApiTest.item(comment(site), 7, "APPROVE")));
        return answer.status() == 200
                ? answer.json().at("/results/0/status").asText()
                : Integer.toString(answer.status());
    }

    private static String comment(String site) {
        Answer answer = post("/api/v1/sites/" + site + "/comments", Sample.submission());
        return answer.json().path("id").asText();
    }

    private static List<Set<String>> subsets(List<String> all) {
        List<Set<String>> subsets = new ArrayList<>(List.of(Set.of()));
        for (String element : all) {
            subsets.addAll(subsets.stream()
                    .map(subset ->
                            Stream.concat(subset.stream(), Stream.of(element)).collect(Collectors.toSet()))
                    .toList());
        }
        return subsets;
    }
}
