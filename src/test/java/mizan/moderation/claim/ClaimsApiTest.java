package mizan.moderation.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mizan.moderator.Accounts;
import mizan.moderator.Actor;
import mizan.testing.Answer;
import mizan.testing.MutableClock;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;

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
