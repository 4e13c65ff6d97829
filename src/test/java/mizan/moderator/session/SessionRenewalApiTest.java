package mizan.moderator.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.generator.TokenGenerator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import mizan.moderator.Session;
import mizan.platform.SharedClock;
import mizan.testing.Answer;
import mizan.testing.EventStream;
import mizan.testing.Postgres;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionRenewalApiTest extends ServiceTest {

    private static final String QUEUE = "/api/v1/moderation/comments";
    private static final String PAGE = "/console";

    @BeforeEach
    void createAccount() {
        admin();
    }

    @Test
    void activityRenewsTheSession() {
        String old = token("grace", Duration.ofHours(3), Duration.ofMinutes(29));

        Answer read = get(PAGE, "Cookie", "mizan-session=" + old);
        Answer changed = send(
                "POST",
                "/api/v1/moderation/claims",
                "{\"limit\":1}",
                "Cookie",
                "mizan-session=" + old,
                "Origin",
                "http://localhost:" + port(),
                "Content-Type",
                "application/json");

        for (Answer answer : new Answer[] {read, changed}) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Set-Cookie"))
                    .contains("mizan-session=ey", "Max-Age=3", "HTTPOnly", "SameSite=Strict");
            String renewed = answer.header("Set-Cookie").split(";", 2)[0];
            assertThat(renewed).isNotEqualTo("mizan-session=" + old);
            Answer next = get(PAGE, "Cookie", renewed);
            assertThat(next.status()).isEqualTo(200);
            assertThat(next.header("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void pollingDoesNotRenewTheSession() {
        String old = token("grace", Duration.ofHours(3), Duration.ofMinutes(29));

        for (String path : new String[] {QUEUE, "/api/v1/moderation/stats"}) {
            Answer answer = get(path, "Cookie", "mizan-session=" + old);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Set-Cookie")).isEmpty();
        }
        EventStream events = EventStream.open(port(), "/api/v1/moderation/events", "Cookie", "mizan-session=" + old);
        assertThat(events.response().statusCode()).isEqualTo(200);
        assertThat(events.response().headers().firstValue("Set-Cookie")).isEmpty();
        events.close();
    }

    @Test
    void freshTokenIsNotRenewed() {
        assertThat(setCookie(token("grace", Duration.ofMinutes(29), Duration.ofMinutes(31))))
                .isEmpty();
    }

    @Test
    void sessionIsNotRenewedBeyondItsLifetime() {
        Duration sessionLifetime = Duration.ofHours(12);
        Duration twentyMinutes = Duration.ofMinutes(20);

        assertThat(setCookie(token("grace", sessionLifetime.minus(twentyMinutes), Duration.ofMinutes(5))))
                .containsPattern("Max-Age=1(1\\d\\d|200);");
        assertThat(setCookie(token("grace", sessionLifetime.minus(twentyMinutes), twentyMinutes)))
                .isEmpty();
        assertThat(setCookie(token("grace", sessionLifetime, Duration.ofMinutes(5))))
                .isEmpty();
    }

    @Test
    void endedSessionIsNotRenewed() {
        String old = token("grace", Duration.ofHours(1), Duration.ofMinutes(5));
        String renewed = setCookie(old).split(";", 2)[0];

        Answer answer = send(
                "POST",
                "/console/sign-out",
                "",
                "Content-Type",
                FORM,
                "Cookie",
                "mizan-session=" + old,
                "Origin",
                "http://localhost:" + port());

        assertThat(answer.headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .contains("mizan-session=;", "Max-Age=0");
        assertThat(get(QUEUE, "Cookie", renewed).status()).isEqualTo(401);
        assertThat(setCookie(old)).isEmpty();
    }

    @Test
    void tokensOfProgramsAreNotRenewed() {
        String given = bean(SessionTokens.class).token(new Session("grace", 0));
        assertThat(new String(Base64.getUrlDecoder().decode(given.split("\\.", 3)[1]), StandardCharsets.UTF_8))
                .doesNotContain("auth_time");
        String later = bean(TokenGenerator.class)
                .generateToken(Authentication.build("grace", Map.of("session", 0)), 60)
                .orElseThrow();
        assertThat(setCookie(later)).isEmpty();

        String due = token("grace", Duration.ofHours(1), Duration.ofMinutes(5));
        assertThat(get(PAGE, "Authorization", "Bearer " + due).header("Set-Cookie"))
                .isEmpty();
    }

    @Test
    void sessionsOfProviderAccountsAreNotRenewed() {
        Postgres.execute("INSERT INTO moderator (name, roles, sites, created_at, token_issued_at)"
                + " VALUES ('omar@house.example', '{MODERATOR}', '{demo}', now(), now())");
        String due = token("omar@house.example", Duration.ofHours(1), Duration.ofMinutes(5));

        Answer answer = get(PAGE, "Cookie", "mizan-session=" + due);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void tokenLifetimeIsLimitedByTheSessionLifetime() {
        SessionTokens tokens = new SessionTokens(
                bean(SharedClock.class), bean(TokenGenerator.class), Duration.ofHours(24), Duration.ofHours(12));

        assertThat(tokens.begin(new Session("grace", 0)).lifetime())
                .isBetween(Duration.ofHours(11), Duration.ofHours(12));
    }

    /** A token of a moderator who signed in some time ago, with some remaining lifetime. */
    private static String token(String name, Duration age, Duration remaining) {
        Map<String, Object> tokenClaims =
                Map.of("session", 0, "auth_time", Instant.now().minus(age).getEpochSecond());
        return bean(TokenGenerator.class)
                .generateToken(Authentication.build(name, tokenClaims), Math.toIntExact(remaining.toSeconds()))
                .orElseThrow();
    }

    private static String setCookie(String token) {
        return get(PAGE, "Cookie", "mizan-session=" + token).header("Set-Cookie");
    }
}
