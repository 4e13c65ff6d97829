package mizan.moderation.claim;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mizan.moderator.Accounts;
import mizan.moderator.Actor;
import mizan.moderator.Role;
import mizan.testing.Answer;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimsApiTest extends ServiceTest {

    private static final Duration CLAIM = Duration.ofMinutes(5);

    @Test
    void oldestUnclaimedCommentsAreClaimed() {
        List<String> ids =
                Stream.generate(() -> submitted(Sample.submission())).limit(5).toList();

        assertThat(claim(admin(), Map.of("limit", 2)).each("comments", "id")).isEqualTo(ids.subList(0, 2));
        assertThat(claim(moderator("ada", "ADMIN", ""), Map.of("limit", 2)).each("comments", "id"))
                .isEqualTo(ids.subList(2, 4));
        assertThat(claim(admin(), Map.of()).each("comments", "id")).isEqualTo(ids.subList(4, 5));
        assertThat(claim(admin(), Map.of()).body()).startsWith("{\"comments\":[],\"until\":\"");
    }

    @Test
    void concurrentModeratorsNeverClaimTheSameComment() throws Exception {
        List<String> ids =
                Stream.generate(() -> submitted(Sample.submission())).limit(80).toList();
        List<String> tokens = IntStream.range(0, 8)
                .mapToObj(i -> moderator("m" + i, "ADMIN", ""))
                .toList();
        List<Callable<List<String>>> shifts = tokens.stream()
                .<Callable<List<String>>>map(token -> () -> claimAll(token))
                .toList();

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<String> claimed = new ArrayList<>();
            executor.invokeAll(shifts).stream().map(Future::resultNow).forEach(claimed::addAll);
            assertThat(claimed).containsExactlyInAnyOrderElementsOf(ids);
        }
    }

    @Test
    void claimedCommentCannotBeDecidedByAnotherUntilTheClaimExpires() {
        String id = submitted(Sample.submission());
        claim(moderator("ada", "ADMIN", ""), Map.of());

        assertThat(decide(id, "approve", Map.of("version", 0), admin()).problem())
                .isEqualTo("409 application/problem+json /problems/claimed-by-another");
        assertThat(queue("").json().at("/comments/0/claim/moderator").asText()).isEqualTo("ada");

        bean(MutableClock.class).advance(CLAIM.plus(Duration.ofMillis(1)));
        assertThat(queue("").json().at("/comments/0/claim").isNull()).isTrue();
        assertThat(decide(id, "approve", Map.of("version", 0), admin()).status())
                .isEqualTo(200);
    }

    @Test
    void claimantDecidesAndTheClaimEnds() {
        String id = submitted(Sample.submission());
        claim(admin(), Map.of());
        assertThat(queue("claimed=mine").each("comments", "id")).containsExactly(id);

        Answer decided = decide(id, "approve", Map.of("version", 0), admin());

        assertThat(decided.status()).isEqualTo(200);
        assertThat(decided.json().path("claim").isNull()).isTrue();
        assertThat(queue("claimed=mine").each("comments", "id")).isEmpty();
    }

    @Test
    void withdrawalEndsTheClaim() {
        String receipt = submit(Sample.submission()).header("Location");
        claim(admin(), Map.of());

        assertThat(send("DELETE", receipt, "").status()).isEqualTo(204);

        assertThat(queue("claimed=mine").each("comments", "id")).isEmpty();
        assertThat(claim(admin(), Map.of()).each("comments", "id")).isEmpty();
    }

    @Test
    void releaseAffectsOwnClaimsOnly() {
        String mine = submitted(Sample.submission());
        claim(admin(), Map.of());
        submitted(Sample.submission());
        claim(moderator("ada", "ADMIN", ""), Map.of());

        Answer answer = send("DELETE", "/api/v1/moderation/claims", "", "Authorization", admin());

        assertThat(answer.status()).isEqualTo(204);
        assertThat(claim(moderator("eve", "ADMIN", ""), Map.of()).each("comments", "id"))
                .containsExactly(mine);
    }

    @Test
    void expiredClaimCanBeTakenByAnotherModerator() {
        String id = submitted(Sample.submission());
        String ada = moderator("ada", "ADMIN", "");
        claim(ada, Map.of());
        bean(MutableClock.class).advance(CLAIM);

        assertThat(claim(admin(), Map.of()).each("comments", "id")).containsExactly(id);

        assertThat(decide(id, "approve", Map.of("version", 0), ada).problem())
                .isEqualTo("409 application/problem+json /problems/claimed-by-another");
        assertThat(decide(id, "approve", Map.of("version", 0), admin()).status())
                .isEqualTo(200);
    }

    @Test
    void decisionsRenewTheModeratorsClaims() {
        List<String> ids =
                Stream.generate(() -> submitted(Sample.submission())).limit(3).toList();
        claim(admin(), Map.of());
        String eve = moderator("eve", "ADMIN", "");

        bean(MutableClock.class).advance(Duration.ofMinutes(4));
        decide(ids.getFirst(), "approve", Map.of("version", 0), admin());
        bean(MutableClock.class).advance(Duration.ofMinutes(4));
        assertThat(claim(eve, Map.of()).each("comments", "id")).isEmpty();
        claim(admin(), Map.of());
        bean(MutableClock.class).advance(Duration.ofMinutes(4));
        assertThat(claim(eve, Map.of()).each("comments", "id")).isEmpty();

        bean(MutableClock.class).advance(Duration.ofMinutes(2));
        assertThat(claim(eve, Map.of()).each("comments", "id")).isEqualTo(ids.subList(1, 3));
    }

    @Test
    void expiredClaimIsNotRenewed() {
        String held = submitted(Sample.submission());
        claim(admin(), Map.of());
        bean(MutableClock.class).advance(CLAIM);
        approved(Sample.submission());

        assertThat(claim(moderator("eve", "ADMIN", ""), Map.of()).each("comments", "id"))
                .containsExactly(held);
    }

    @Test
    void disabledAccountLosesItsClaims() {
        String id = submitted(Sample.submission());
        claim(moderator("ada", "MODERATOR", "demo"), Map.of());

        bean(Accounts.class).disable(Actor.COMMAND_LINE, "ada");

        assertThat(claim(admin(), Map.of()).each("comments", "id")).containsExactly(id);
    }

    @ParameterizedTest
    @CsvSource({"MODERATOR, herald", "PRIVACY, demo", "'MODERATOR,PRIVACY', 'demo,herald'"})
    void changedAccountLosesItsClaims(String roles, String sites) {
        String id = submitted(Sample.submission());
        claim(moderator("ada", "MODERATOR", "demo"), Map.of());

        bean(Accounts.class)
                .change(
                        Actor.COMMAND_LINE,
                        "ada",
                        Arrays.stream(roles.split(",")).map(Role::valueOf).collect(toSet()),
                        Set.of(sites.split(",")));

        assertThat(claim(admin(), Map.of()).each("comments", "id")).containsExactly(id);
    }

    @Test
    void claimOnAnotherSiteIsNeitherRenewedNorCounted() {
        Postgres.execute("UPDATE moderator SET sites = '{}'");
        String ada = moderator("ada", "MODERATOR", "demo,herald");
        String there = post("/api/v1/sites/herald/comments", Sample.submission())
                .json()
                .path("id")
                .asText();
        claim(ada, Map.of());
        Postgres.execute("UPDATE moderator SET sites = '{demo}' WHERE name = 'ada'");
        for (int i = 0; i < 101; i++) {
            submitted(Sample.submission());
        }

        bean(MutableClock.class).advance(Duration.ofMinutes(4));
        assertThat(claim(ada, Map.of("limit", 200)).json().path("comments")).hasSize(100);
        bean(MutableClock.class).advance(Duration.ofMinutes(2));

        assertThat(claim(moderator("hal", "MODERATOR", "herald"), Map.of()).each("comments", "id"))
                .containsExactly(there);
    }

    @Test
    void moderatorHasAtMostOneHundredClaims() throws Exception {
        List<String> ids =
                Stream.generate(() -> submitted(Sample.submission())).limit(120).toList();
        String ada = moderator("ada", "MODERATOR", "demo");
        List<Callable<List<String>>> claims =
                Collections.nCopies(8, () -> claim(ada, Map.of("limit", 30)).each("comments", "id"));

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(executor.invokeAll(claims).stream()
                            .map(Future::resultNow)
                            .flatMap(List::stream))
                    .hasSize(100)
                    .doesNotHaveDuplicates();
        }
        assertThat(claimOne(ids.getLast(), ada).codes()).containsExactly("claims.too-many");
        assertThat(claimOne(ids.getFirst(), ada).status()).isEqualTo(200);

        release(ids.getFirst(), ada);
        assertThat(claimOne(ids.getLast(), ada).status()).isEqualTo(200);
    }

    @Test
    void oneCommentIsClaimedAndReleased() {
        submitted(Sample.submission());
        String id = submitted(Sample.submission());
        String ada = moderator("ada", "MODERATOR", "demo");

        Answer claimed = claimOne(id, ada);

        assertThat(claimed.status()).isEqualTo(200);
        assertThat(claimed.json().at("/claim/moderator").asText()).isEqualTo("ada");
        assertThat(release(id, ada).status()).isEqualTo(204);
        assertThat(release(id, ada).status()).isEqualTo(204);
        assertThat(queue("").each("comments", "claim")).containsOnly("null");
    }

    @Test
    void onlyAnAdminTakesOverAClaim() {
        String id = submitted(Sample.submission());
        String eve = moderator("eve", "MODERATOR", "demo");
        claimOne(id, moderator("ada", "MODERATOR", "demo"));

        Answer refused = claimOne(id, eve);

        assertThat(refused.problem()).isEqualTo("409 application/problem+json /problems/claimed-by-another");
        assertThat(refused.json().at("/current/status").asText()).isEqualTo("PENDING");
        assertThat(refused.json().at("/current/claim/moderator").asText()).isEqualTo("ada");
        assertThat(refused.json().at("/current/claim/until").asText()).isNotEmpty();
        assertThat(release(id, eve).problem()).isEqualTo("409 application/problem+json /problems/claimed-by-another");
        Answer decided = decide(id, "approve", Map.of("version", 0), eve);
        assertThat(decided.json().at("/current/claim/moderator").asText()).isEqualTo("ada");
        assertThat(claimOne(id, admin()).json().at("/claim/moderator").asText()).isEqualTo("grace");
        assertThat(decide(id, "approve", Map.of("version", 0), admin()).status())
                .isEqualTo(200);
    }

    @Test
    void takeOverAndReleaseOfAnothersClaimAreAudited() {
        String taken = submitted(Sample.submission());
        String released = submitted(Sample.submission());
        String ada = moderator("ada", "MODERATOR", "demo");
        claimOne(taken, ada);
        claimOne(released, ada);

        claimOne(taken, admin());
        release(released, admin());
        // These are not: a renewal, a claim that is not taken from anybody, and the release of one's own claim.
        claimOne(taken, admin());
        claimOne(released, admin());
        release(released, admin());

        assertThat(Postgres.query("SELECT action, moderator, comment_id, detail FROM audit_entry"
                        + " WHERE action LIKE 'CLAIM%' ORDER BY id"))
                .containsExactly(
                        List.of("CLAIM_TAKEN_OVER", "grace", taken, "ada"),
                        List.of("CLAIM_RELEASED", "grace", released, "ada"));
    }

    @Test
    void expiredClaimIsNotTakenOver() {
        String id = submitted(Sample.submission());
        claimOne(id, moderator("ada", "MODERATOR", "demo"));
        bean(MutableClock.class).advance(Duration.ofMinutes(6));

        claimOne(id, admin());

        assertThat(Postgres.value("SELECT count(*) FROM audit_entry WHERE action LIKE 'CLAIM%'"))
                .isEqualTo("0");
    }

    @Test
    void refusedTakeOverIsNotAudited() {
        String wanted = submitted(Sample.submission());
        claimOne(wanted, moderator("ada", "MODERATOR", "demo"));
        for (int i = 0; i < 100; i++) {
            submitted(Sample.submission());
        }
        claim(admin(), Map.of("limit", 100));

        assertThat(claimOne(wanted, admin()).codes()).containsExactly("claims.too-many");

        assertThat(Postgres.value("SELECT count(*) FROM audit_entry WHERE action LIKE 'CLAIM%'"))
                .isEqualTo("0");
    }

    @Test
    void onlyPendingCommentsOnOwnSitesAreClaimed() {
        String decided = approved(Sample.submission());
        String unknown = "0199a5ca-0000-7000-8000-000000000000";
        String hal = moderator("hal", "MODERATOR", "herald");

        assertThat(claimOne(decided, admin()).problem())
                .isEqualTo("409 application/problem+json /problems/already-decided");
        assertThat(claimOne(unknown, admin()).problem())
                .isEqualTo("404 application/problem+json /problems/no-such-comment");
        assertThat(claimOne("x", admin()).status()).isEqualTo(400);
        for (Answer refused : List.of(
                claimOne(decided, hal), release(decided, hal), claimOne(unknown, moderator("pia", "PRIVACY", "")))) {
            assertThat(refused.problem()).isEqualTo("403 application/problem+json /problems/not-allowed");
        }
    }

    private static Answer claimOne(String id, String token) {
        return send("POST", "/api/v1/moderation/comments/" + id + "/claim", "", "Authorization", token);
    }

    private static Answer release(String id, String token) {
        return send("DELETE", "/api/v1/moderation/claims/" + id, "", "Authorization", token);
    }

    private static List<String> claimAll(String token) {
        List<String> claimed = new ArrayList<>();
        List<String> last;
        do {
            last = claim(token, Map.of("limit", 2)).each("comments", "id");
            claimed.addAll(last);
        } while (!last.isEmpty());
        return claimed;
    }

    private static Answer claim(String token, Map<String, ?> request) {
        return post("/api/v1/moderation/claims", request, "Authorization", token);
    }
}
