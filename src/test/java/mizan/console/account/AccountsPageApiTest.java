package mizan.console.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import mizan.console.ConsoleApiTest;
import mizan.moderator.Account;
import mizan.moderator.AccountOutcome;
import mizan.moderator.Accounts;
import mizan.moderator.Actor;
import mizan.moderator.Moderators;
import mizan.moderator.Role;
import mizan.moderator.password.HashPriority;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsPageApiTest extends ConsoleApiTest {

    private static final String PASSWORD = "a password for tests";

    private final Accounts accounts = bean(Accounts.class);

    @Test
    void generatedPasswordIsShownOnce() {
        Answer added = postForm(
                "grace", "/console/accounts/new", form("name", "ليلى", "role-MODERATOR", "on", "site-demo", "on"));

        String password = added.body().replaceAll("(?s).*id=\"password-shown\"[^>]*>([^<]+)<.*", "$1");
        assertThat(bean(Moderators.class).signIn("ليلى", password, HashPriority.LOW))
                .isPresent();
        assertThat(accounts.find("ليلى")).contains(new Account("ليلى", Set.of(Role.MODERATOR), Set.of("demo"), null));
        assertThat(getPage("grace", "/console/accounts/account?name=ليلى").body())
                .doesNotContain(password);
        assertThat(Postgres.query("SELECT moderator, action FROM audit_entry WHERE detail LIKE 'ليلى%'"))
                .containsExactly(List.of("grace", "MODERATOR_ADDED"));
        assertThat(postForm(
                                "grace",
                                "/console/accounts/new",
                                form("name", "eve", "role-ADMIN", "on", "password", PASSWORD))
                        .body())
                .doesNotContain("password-shown", PASSWORD);
    }

    @ParameterizedTest
    @CsvSource({
        "ada, on, demo, '', 409",
        "<b>, on, demo, '', 422",
        "eve, on, nowhere, '', 422",
        "eve, on, demo, short, 422",
        "eve, '', demo, '', 422"
    })
    void invalidFormIsRejectedAndKeepsItsInput(String name, String role, String site, String password, int status) {
        Map<String, String> form = form("name", name, "site-" + site, "on", "password", password);
        if (!role.isEmpty()) {
            form.put("role-MODERATOR", role);
        }

        Answer answer = postForm("grace", "/console/accounts/new", form);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).contains("id=\"error\"", "value=\"" + name.replace("<", "&lt;") + "\"");
        assertThat(answer.body()).doesNotContain("value=\"short\"");
        assertThat(accounts.find("eve")).isEmpty();
    }

    @Test
    void concurrentlyChangedRightsAreNotOverwritten() {
        String seen = seen("ada");
        accounts.change(Actor.COMMAND_LINE, "ada", Set.of(Role.PRIVACY), null);

        Answer stale =
                postForm("grace", "/console/accounts/rights", form("name", "ada", "seen", seen, "role-ADMIN", "on"));

        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.body()).contains("Privacy officer. Check");
        assertThat(accounts.find("ada").orElseThrow().roles()).containsExactly(Role.PRIVACY);
        assertThat(location(postForm(
                        "grace",
                        "/console/accounts/rights",
                        form("name", "ada", "seen", seen("ada"), "role-ADMIN", "on"))))
                .isEqualTo("303 /console/accounts/account?name=ada&done=changed");
        assertThat(accounts.find("ada").orElseThrow().roles()).containsExactly(Role.ADMIN);
    }

    @Test
    void adminCannotDisableOrDemoteOwnAccount() {
        assertThat(postForm("grace", "/console/accounts/disable", form("name", "grace"))
                        .status())
                .isEqualTo(409);
        assertThat(postForm(
                                "grace",
                                "/console/accounts/rights",
                                form("name", "grace", "seen", seen("grace"), "role-MODERATOR", "on"))
                        .status())
                .isEqualTo(409);
        assertThat(getPage("grace", "/console/accounts").status()).isEqualTo(200);
    }

    @Test
    void disablingAccountEndsItsSessionsAtOnce() {
        String ada = cookie("ada");

        assertThat(location(postForm("grace", "/console/accounts/disable", form("name", "ada"))))
                .isEqualTo("303 /console/accounts/account?name=ada&done=disabled");

        assertThat(get("/console/dashboard", "Cookie", ada).status()).isEqualTo(401);
        assertThat(accounts.enable(Actor.COMMAND_LINE, "ada")).isEqualTo(new AccountOutcome.Done());
        assertThat(get("/console/dashboard", "Cookie", ada).status())
                .as("the session has ended")
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"new", "rights", "password", "disable", "enable"})
    void accountChangesRequireAdminAndOwnOrigin(String action) {
        Map<String, String> form = form("name", "ada", "seen", seen("ada"), "role-ADMIN", "on");
        String path = "/console/accounts/" + action;
        String before = Postgres.query("SELECT * FROM moderator ORDER BY name").toString();

        assertThat(postForm("ada", path, form).status()).isEqualTo(403);
        assertThat(postForm("olga", path, form).status()).isEqualTo(403);
        for (String origin : List.of("https://evil.example", "null", "https://demo.example")) {
            assertThat(postForm("grace", path, form, origin).status()).isEqualTo(403);
        }
        assertThat(Postgres.query("SELECT * FROM moderator ORDER BY name")).hasToString(before);
    }

    private String seen(String name) {
        return AccountForm.of(accounts.find(name).orElseThrow()).originalRights();
    }
}
