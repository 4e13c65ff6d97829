package mizan.moderator;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.generator.TokenGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import mizan.testing.Answer;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionRenewalApiTest extends ServiceTest {

    private static final String QUEUE = "/api/v1/moderation/comments";

    @BeforeEach
    void account() {
        admin();
    }

    @Test
    void whoWorksStaysSignedIn() {
        String old = token("grace", Duration.ofHours(3), Duration.ofMinutes(29));

        for (String path : new String[] {QUEUE, "/console"}) {
            Answer answer = get(path, "Cookie", "mizan-session=" + old);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Set-Cookie"))
                    .contains("mizan-session=ey", "Max-Age=3600", "HTTPOnly", "SameSite=Strict");
            String renewed = answer.header("Set-Cookie").split(";", 2)[0];
            assertThat(renewed).isNotEqualTo("mizan-session=" + old);
            Answer next = get(path, "Cookie", renewed);
            assertThat(next.status()).isEqualTo(200);
            assertThat(next.header("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void aTokenThatIsFreshIsLeftAsItIs() {
        assertThat(setCookie(token("grace", Duration.ofMinutes(29), Duration.ofMinutes(31))))
                .isEmpty();
    }

    @Test
    void nobodyStaysSignedInForEver() {
        Duration ended = Duration.ofHours(12);
        Duration minutes = Duration.ofMinutes(20);

        assertThat(setCookie(token("grace", ended.minus(minutes), Duration.ofMinutes(5))))
                .containsPattern("Max-Age=1(1\\d\\d|200);");
        assertThat(setCookie(token("grace", ended.minus(minutes), minutes))).isEmpty();
        assertThat(setCookie(token("grace", ended, Duration.ofMinutes(5)))).isEmpty();
    }

    @Test
    void renewingBringsNoEndedSessionBack() {
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
    void aProgramsTokenEndsWhenItWasSaidTo() {
        String old = token("grace", Duration.ofHours(1), Duration.ofMinutes(5));

        assertThat(get(QUEUE, "Authorization", "Bearer " + old).header("Set-Cookie"))
                .isEmpty();
    }

    @Test
    void aProviderIsAskedAgain() {
        Authentication token = Authentication.build(
                "layla@house.example",
                Map.of(
                        "auth_time",
                        Instant.now().getEpochSecond(),
                        "exp",
                        Date.from(Instant.now().plusSeconds(60))));

        assertThat(bean(SessionTokens.class).renew(token)).isEmpty();
    }

    /** A token of somebody who signed in so long ago, which has so much time left. */
    private static String token(String name, Duration ago, Duration left) {
        Map<String, Object> claims =
                Map.of("session", 0, "auth_time", Instant.now().minus(ago).getEpochSecond());
        return bean(TokenGenerator.class)
                .generateToken(Authentication.build(name, claims), Math.toIntExact(left.toSeconds()))
                .orElseThrow();
    }

    private static String setCookie(String token) {
        return get(QUEUE, "Cookie", "mizan-session=" + token).header("Set-Cookie");
    }
}
