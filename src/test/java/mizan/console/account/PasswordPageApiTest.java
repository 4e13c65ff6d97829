package mizan.console.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.generator.TokenGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mizan.console.ConsolePageTest;
import mizan.moderator.Accounts;
import mizan.moderator.Actor;
import mizan.moderator.Role;
import mizan.moderator.Session;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPageApiTest extends ServiceTest {

    private static final String NEXT = "نخلة وراء البيت";

    private final String origin = "http://localhost:" + port();

    @BeforeEach
    void addAccount() {
        bean(Accounts.class)
                .add(Actor.COMMAND_LINE, "layla", ConsolePageTest.PASSWORD, Set.of(Role.PRIVACY), Set.of("demo"));
    }

    @Test
    void newPasswordEndsAllOtherSessions() {
        String here = cookie(signIn(ConsolePageTest.PASSWORD));
        String elsewhere = cookie(signIn(ConsolePageTest.PASSWORD));

        Answer answer = change(here, ConsolePageTest.PASSWORD, NEXT);

        assertThat(answer.status() + " " + answer.header("Location")).isEqualTo("303 /console/password?done");
        assertThat(page(cookie(answer))).contains("role=\"status\"");
        assertThat(get("/console/password", "Cookie", here).status()).isEqualTo(401);
        assertThat(get("/console/password", "Cookie", elsewhere).status()).isEqualTo(401);
        assertThat(signIn(ConsolePageTest.PASSWORD).status()).isEqualTo(401);
        assertThat(signIn(NEXT).status()).isEqualTo(303);
        assertThat(Postgres.query("SELECT moderator, action, detail FROM audit_entry ORDER BY id OFFSET 1"))
                .containsExactly(
                        List.of("layla", "SIGNED_IN", "null"),
                        List.of("layla", "SIGNED_IN", "null"),
                        List.of("layla", "PASSWORD_CHANGED", "layla"),
                        List.of("layla", "SIGN_IN_REFUSED", "null"),
                        List.of("layla", "SIGNED_IN", "null"));
    }

    @Test
    void changeRequiresCurrentPassword() {
        String here = cookie(signIn(ConsolePageTest.PASSWORD));

        Answer answer = change(here, "not the password", NEXT);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("role=\"alert\"", "The current password is wrong")
                .doesNotContain("not the password", NEXT);
        assertThat(signIn(ConsolePageTest.PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void wrongCurrentPasswordsAreThrottled() {
        String here = cookie(signIn(ConsolePageTest.PASSWORD));
        for (int i = 0; i < 10; i++) {
            change(here, "wrong", NEXT);
        }

        Answer answer = change(here, ConsolePageTest.PASSWORD, NEXT);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isNotEmpty();
        assertThat(answer.body()).contains("Too many attempts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "eleven char"})
    void tooShortPasswordIsRejected(String next) {
        String here = cookie(signIn(ConsolePageTest.PASSWORD));

        Answer answer = change(here, ConsolePageTest.PASSWORD, next);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("Use 12 to 1,000 characters", "aria-invalid=\"true\"");
        assertThat(signIn(ConsolePageTest.PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void passwordSetByAdminMeanwhileIsNotOverwritten() {
        signIn(ConsolePageTest.PASSWORD);
        bean(Accounts.class).changePassword(Actor.COMMAND_LINE, "layla", "set by an admin");

        assertThat(bean(Accounts.class).changeOwnPassword(new Session("layla", 0), NEXT))
                .isEmpty();

        assertThat(signIn("set by an admin").status()).isEqualTo(303);
    }

    @Test
    void adminIsRedirectedHereForOwnPassword() {
        bean(Accounts.class).change(Actor.COMMAND_LINE, "layla", Set.of(Role.ADMIN), null);
        String here = cookie(signIn(ConsolePageTest.PASSWORD));

        Answer answer = send(
                "POST",
                "/console/accounts/password",
                "name=layla&password=" + encoded(NEXT),
                "Content-Type",
                FORM,
                "Origin",
                origin,
                "Cookie",
                here);

        assertThat(answer.status() + " " + answer.header("Location")).isEqualTo("303 /console/password");
        assertThat(signIn(ConsolePageTest.PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void providerAccountHasNoPasswordPage() {
        Postgres.execute("INSERT INTO moderator (name, roles, sites, created_at, token_issued_at)"
                + " VALUES ('omar@house.example', '{MODERATOR}', '{demo}', now(), now())");
        String token = bean(TokenGenerator.class)
                .generateToken(Authentication.build("omar@house.example", Map.of("session", 0)), 60)
                .orElseThrow();

        Answer answer = get("/console/password", "Cookie", "mizan-session=" + token, "Accept", "text/html");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("omar@house.example").doesNotContain("href=\"/console/password");
    }

    private Answer signIn(String password) {
        return send(
                "POST",
                "/console/sign-in",
                "username=layla&password=" + encoded(password),
                "Content-Type",
                FORM,
                "Origin",
                origin);
    }

    private Answer change(String cookie, String present, String next) {
        return send(
                "POST",
                "/console/password",
                "present=" + encoded(present) + "&next=" + encoded(next),
                "Content-Type",
                FORM,
                "Origin",
                origin,
                "Cookie",
                cookie,
                "Accept-Language",
                "en");
    }

    private static String page(String cookie) {
        return get("/console/password?done", "Cookie", cookie).body();
    }

    private static String cookie(Answer answer) {
        return answer.header("Set-Cookie").split(";", 2)[0];
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
