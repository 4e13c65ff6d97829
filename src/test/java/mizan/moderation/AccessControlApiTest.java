package mizan.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.web.router.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/** Access control: tries every route with every combination of roles and sites, on each site. */
class AccessControlApiTest extends ServiceTest {

    private static final String BASE = "/api/v1/moderation";

    private static final List<String> SITES = List.of("demo", "herald");

    /** The permission that a route requires. */
    private enum Permission {
        /** A decider on any site. */
        DECIDER,
        /** A decider on the site of the request. */
        SITE,
        ADMIN,
        PRIVACY
    }

    /**
     * A request about a site.
     *
     * @param status the status of the response to a permitted account
     */
    private record Attempt(String method, String path, String body, Permission permission, int status) {}

    static Stream<Arguments> accounts() {
        List<Set<String>> roles = subsets(List.of("MODERATOR", "ADMIN", "PRIVACY"));
        return roles.stream().flatMap(role -> subsets(SITES).stream().map(sites -> Arguments.of(role, sites)));
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void accountCanDoExactlyWhatRolesAndSitesAllow(Set<String> roles, Set<String> sites) {
        String token = moderator("ada", String.join(",", roles), String.join(",", sites));

        for (String site : SITES) {
            for (Attempt attempt : attempts(site)) {
                boolean isAllowed = isAllowed(attempt.permission(), roles, sites, site);
                assertThat(status(attempt, token))
                        .as("%s %s on %s as %s of %s", attempt.method(), attempt.path(), site, roles, sites)
                        .isEqualTo(isAllowed ? attempt.status() : 403);
            }
            assertThat(batchStatus(site, token))
                    .as("a batch on %s as %s of %s", site, roles, sites)
                    .isEqualTo(isAllowed(Permission.SITE, roles, sites, site) ? "409" : "403");
        }
    }

    @ParameterizedTest
    @CsvSource({"demo", "herald"})
    void requestWithoutTokenIsRejected(String site) {
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
    void disabledAccountIsRejectedForEverySpellingOfThePath(String path) {
        submitted(Sample.submission());
        String token = admin();
        Postgres.execute("UPDATE moderator SET disabled_at = now()");

        assertThat(get(path, "Authorization", token).status()).isBetween(300, 499);
    }

    @ParameterizedTest
    @CsvSource({"demo", "herald"})
    void queueHoldsOnlySitesOfTheModerator(String site) {
        submitted(Sample.submission());
        post("/api/v1/sites/herald/comments", Sample.submission());

        Answer queue = get(BASE + "/comments", "Authorization", moderator(site, "MODERATOR", site));

        assertThat(queue.each("comments", "site")).containsExactly(site);
    }

    @Test
    void allModerationRoutesAreTried() {
        Set<String> routes = bean(Router.class)
                .uriRoutes()
                .filter(route -> !route.getHttpMethodName().equals("HEAD"))
                .map(route -> route.getHttpMethodName() + " "
                        + route.getUriMatchTemplate().toPathString().replaceAll("\\{[a-z]+}", "{id}"))
                .filter(route -> route.contains("/api/v1/moderation")
                        || route.contains("/api/v1/audit")
                        || route.contains("/api/v1/imports")
                        || route.contains("/api/v1/exports"))
                .collect(Collectors.toSet());

        assertThat(routes).hasSizeGreaterThan(10);
        assertThat(attempts("demo"))
                .extracting(attempt -> attempt.method() + " "
                        + attempt.path()
                                .replaceAll("[?].*", "")
                                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/articles/).*", "{id}"))
                .containsAll(routes);
    }

    // Decisions state a version that is not current, so that none of them changes a comment.
    private static List<Attempt> attempts(String site) {
        String id = comment(site);
        String comment = BASE + "/comments/" + id;
        String batch = BatchApiTest.batch(admin(), List.of(BatchApiTest.item(comment(site), 0, "APPROVE")))
                .json()
                .path("batch")
                .asText();
        return List.of(
                new Attempt("GET", BASE + "/comments", "", Permission.DECIDER, 200),
                new Attempt("GET", BASE + "/comments?site=" + site, "", Permission.SITE, 200),
                new Attempt("GET", BASE + "/comments?status=APPROVED&site=" + site, "", Permission.SITE, 200),
                new Attempt("GET", BASE + "/comments/total", "", Permission.DECIDER, 200),
                new Attempt("GET", BASE + "/comments/total?site=" + site, "", Permission.SITE, 200),
                new Attempt("GET", comment, "", Permission.SITE, 200),
                new Attempt("POST", comment + "/approve", "{\"version\":7}", Permission.SITE, 409),
                new Attempt("POST", comment + "/reject", "{\"version\":7,\"reason\":\"SPAM\"}", Permission.SITE, 409),
                new Attempt("POST", comment + "/reopen", "{\"version\":7}", Permission.SITE, 409),
                new Attempt("GET", comment + "/similar", "", Permission.SITE, 200),
                new Attempt("POST", comment + "/similar/decision", "{\"verdict\":\"REOPEN\"}", Permission.SITE, 200),
                new Attempt("POST", comment + "/email", "{\"purpose\":\"a test\"}", Permission.PRIVACY, 200),
                new Attempt(
                        "POST",
                        BASE + "/notices/" + id + "/email",
                        "{\"purpose\":\"a test\"}",
                        Permission.PRIVACY,
                        404),
                new Attempt("POST", BASE + "/decisions", "{}", Permission.DECIDER, 422),
                new Attempt("POST", BASE + "/batches/" + batch + "/undo", "", Permission.ADMIN, 200),
                new Attempt("POST", BASE + "/claims", "{\"limit\":1}", Permission.DECIDER, 200),
                new Attempt(
                        "POST",
                        BASE + "/claims",
                        "{\"limit\":1,\"site\":\"%s\"}".formatted(site),
                        Permission.SITE,
                        200),
                new Attempt("DELETE", BASE + "/claims", "", Permission.DECIDER, 204),
                new Attempt("POST", comment + "/claim", "", Permission.SITE, 200),
                new Attempt("DELETE", BASE + "/claims/" + id, "", Permission.SITE, 204),
                new Attempt("GET", BASE + "/blocks", "", Permission.DECIDER, 200),
                new Attempt("GET", BASE + "/blocks?site=" + site, "", Permission.SITE, 200),
                new Attempt(
                        "POST",
                        BASE + "/blocks",
                        "{\"comment\":\"%s\",\"kind\":\"AUTHOR\"}".formatted(id),
                        Permission.SITE,
                        201),
                new Attempt("DELETE", BASE + "/blocks/" + block(id), "", Permission.SITE, 204),
                new Attempt("GET", BASE + "/articles", "", Permission.DECIDER, 200),
                new Attempt("GET", BASE + "/articles?site=" + site, "", Permission.SITE, 200),
                new Attempt("PUT", BASE + "/articles/" + site + "?article=a", "{}", Permission.ADMIN, 200),
                new Attempt("GET", BASE + "/screening/rules?site=" + site, "", Permission.SITE, 200),
                new Attempt("PUT", BASE + "/screening/rules?site=" + site, "{}", Permission.ADMIN, 200),
                new Attempt(
                        "POST",
                        BASE + "/screening/try",
                        "{\"site\":\"" + site + "\",\"body\":\"x\"}",
                        Permission.SITE,
                        200),
                new Attempt("POST", BASE + "/screening/backtest", "{\"site\":\"" + site + "\"}", Permission.SITE, 200),
                new Attempt("GET", BASE + "/stats", "", Permission.DECIDER, 200),
                new Attempt("GET", BASE + "/stats?site=" + site, "", Permission.SITE, 200),
                new Attempt("GET", BASE + "/trends", "", Permission.DECIDER, 200),
                new Attempt("GET", BASE + "/trends?days=30&site=" + site, "", Permission.SITE, 200),
                new Attempt("GET", BASE + "/events", "", Permission.DECIDER, 200),
                new Attempt("GET", BASE + "/events?site=" + site, "", Permission.SITE, 200),
                new Attempt("GET", "/api/v1/exports?site=" + site, "", Permission.ADMIN, 200),
                new Attempt(
                        "POST",
                        "/api/v1/imports?format=wordpress&dryRun=true&site=" + site,
                        "<rss/>",
                        Permission.ADMIN,
                        202),
                new Attempt("GET", "/api/v1/imports/" + id, "", Permission.ADMIN, 404),
                new Attempt("POST", "/api/v1/imports/" + id + "/undo", "", Permission.ADMIN, 404),
                new Attempt("GET", "/api/v1/audit", "", Permission.ADMIN, 200));
    }

    private static boolean isAllowed(Permission permission, Set<String> roles, Set<String> sites, String site) {
        boolean isAdmin = roles.contains("ADMIN");
        return switch (permission) {
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

    /** The status of the single result of a batch, or of the whole batch if it is rejected. */
    private static String batchStatus(String site, String token) {
        Answer answer = BatchApiTest.batch(token, List.of(BatchApiTest.item(comment(site), 7, "APPROVE")));
        return answer.status() == 200
                ? answer.json().at("/results/0/status").asText()
                : Integer.toString(answer.status());
    }

    private static String comment(String site) {
        Answer answer = post("/api/v1/sites/" + site + "/comments", Sample.submission());
        return answer.json().path("id").asText();
    }

    private static String block(String comment) {
        Answer answer = post(BASE + "/blocks", Map.of("comment", comment, "kind", "CLIENT"), "Authorization", admin());
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
