package mizan.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsApiTest extends ServiceTest {

    private static final String ACCOUNTS = "/api/v1/accounts";
    private static final String PASSWORD = "correct horse battery staple";

    @Test
    void addedAccountSignsIn() {
        Answer added =
                add(Map.of("name", "Layla", "password", PASSWORD, "roles", List.of("MODERATOR"), "sites", demo()));

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.json().fieldNames())
                .toIterable()
                .containsExactly("name", "roles", "sites", "disabled", "disabledAt", "provider");
        assertThat(added.json().toString())
                .isEqualTo("{\"name\":\"layla\",\"roles\":[\"MODERATOR\"],\"sites\":[\"demo\"],\"disabled\":false,"
                        + "\"disabledAt\":null,\"provider\":false}");
        assertThat(signIn("layla", PASSWORD).status()).isEqualTo(200);
        assertThat(Postgres.query("SELECT moderator, action, detail FROM audit_entry WHERE action = 'MODERATOR_ADDED'"))
                .containsExactly(List.of("grace", "MODERATOR_ADDED", "layla; roles: MODERATOR; sites: demo"));
    }

    @Test
    void accountsAreListedInPages() {
        for (String name : List.of("ada", "eve", "ليلى")) {
            moderator(name, "MODERATOR", "demo");
        }
        admin();
        List<String> names = new ArrayList<>();
        String after = "";
        do {
            Answer page = get(ACCOUNTS + "?limit=3" + after, "Authorization", admin());
            assertThat(page.status()).isEqualTo(200);
            names.addAll(page.each("accounts", "name"));
            after = page.json().path("next").isNull()
                    ? ""
                    : "&after=" + page.json().path("next").asText();
        } while (!after.isEmpty());

        assertThat(names).containsExactly("ada", "eve", "grace", "ليلى");
    }

    @Test
    void changesTakeEffectTogether() {
        moderator("ada", "MODERATOR", "demo");
        String token = moderator("ada", "", "");

        Answer changed = patch(
                ACCOUNTS,
                Map.of("name", "ADA", "roles", List.of("MODERATOR", "ADMIN"), "sites", List.of(), "disabled", true));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().path("disabled").asBoolean()).isTrue();
        assertThat(changed.json().path("roles").toString()).isEqualTo("[\"MODERATOR\",\"ADMIN\"]");
        assertThat(get("/api/v1/me", "Authorization", token).status()).isEqualTo(401);
        Answer enabled = patch(ACCOUNTS + "/ada", Map.of("disabled", false, "password", PASSWORD));
        assertThat(enabled.json().path("disabledAt").isNull()).isTrue();
        assertThat(signIn("ada", PASSWORD).status()).isEqualTo(200);
        assertThat(Postgres.query("SELECT action FROM audit_entry WHERE moderator = 'grace' ORDER BY id"))
                .containsExactly(
                        List.of("MODERATOR_CHANGED"),
                        List.of("MODERATOR_DISABLED"),
                        List.of("PASSWORD_CHANGED"),
                        List.of("MODERATOR_ENABLED"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                        | name.required password.required roles.required
            {"name":"a b","password":"short","roles":[],"sites":["x"]} | name.account-name password.length roles.required sites.unknown
            {"name":"eve","password":"password1234","roles":["BOSS"]} | password.common roles.unknown
            {"name":"eve","password":"correct horse battery","roles":["MODERATOR"]} | sites.required
            {"name":"Grace","password":"correct horse battery","roles":["ADMIN"]} | name.taken
            """)
    void invalidAccountsAreRefusedWithAllViolations(String account, String codes) {
        Answer answer = add(account);

        assertThat(answer.problem()).isEqualTo("422 application/problem+json /problems/invalid-request");
        assertThat(answer.codes()).containsExactlyInAnyOrder(codes.split(" "));
        assertThat(Postgres.value("SELECT count(*) FROM moderator")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"roles":["ADMIN"]}                      | 422 name.required
            {"name":"nobody","disabled":true}        | 404
            {"name":"ada","sites":["demo","nowhere"]} | 422 sites.unknown
            {"name":"ada","sites":[]}                | 422 sites.required
            {"name":"ada","roles":[]}                | 422 roles.required
            {"name":"ada","roles":"ADMIN"}           | 400
            {"name":"ada","password":"aaaaaaaaaaaa"} | 422 password.common
            {"name":"grace","disabled":true}         | 422 disabled.own-account
            {"name":"grace","roles":["PRIVACY"]}     | 422 roles.own-account
            {"name":"grace","password":"correct horse battery"} | 422 password.own-account
            """)
    void invalidChangesAreRefused(String change, String expected) {
        moderator("ada", "MODERATOR", "demo");

        Answer answer = patch(ACCOUNTS, change);

        assertThat(answer.status() + (answer.status() == 422 ? " " + String.join(" ", answer.codes()) : ""))
                .isEqualTo(expected);
        assertThat(Postgres.query("SELECT name, roles, sites, disabled_at FROM moderator ORDER BY name"))
                .containsExactly(
                        List.of("ada", "{MODERATOR}", "{demo}", "null"),
                        List.of("grace", "{MODERATOR,ADMIN,PRIVACY}", "{}", "null"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "grace"})
    void adminWithoutPrivacyCannotGrantIt(String name) {
        moderator("grace", "ADMIN", "");
        moderator("ada", "ADMIN", "");

        assertThat(patch(ACCOUNTS, Map.of("name", name, "roles", List.of("ADMIN", "PRIVACY")))
                        .problem())
                .isEqualTo("403 application/problem+json /problems/not-allowed");
    }

    @Test
    void onlyAdminsManageAccounts() {
        String ada = moderator("ada", "MODERATOR,PRIVACY", "demo");

        assertThat(get(ACCOUNTS, "Authorization", ada).status()).isEqualTo(403);
        assertThat(post(ACCOUNTS, Map.of(), "Authorization", ada).status()).isEqualTo(403);
        assertThat(send("PATCH", ACCOUNTS, "{}", "Content-Type", JSON, "Authorization", ada)
                        .status())
                .isEqualTo(403);
        assertThat(send("PATCH", ACCOUNTS + "/ada", "{}", "Content-Type", JSON, "Authorization", ada)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void currentAccountTellsItsNameRolesAndSites() {
        Answer ada = get("/api/v1/me", "Authorization", moderator("ada", "MODERATOR", "herald"));
        Answer grace = get("/api/v1/me", "Authorization", admin());

        assertThat(ada.json().toString())
                .isEqualTo("{\"name\":\"ada\",\"roles\":[\"MODERATOR\"],\"sites\":[\"herald\"]}");
        assertThat(grace.json().path("roles").toString()).isEqualTo("[\"MODERATOR\",\"ADMIN\",\"PRIVACY\"]");
        assertThat(grace.json().path("sites").toString()).isEqualTo("[\"demo\",\"gazette\",\"herald\"]");
        assertThat(get("/api/v1/me").status()).isEqualTo(401);
    }

    private static List<String> demo() {
        return List.of("demo");
    }

    private static Answer add(Object account) {
        return post(ACCOUNTS, account, "Authorization", admin());
    }

    private static Answer patch(String path, Object change) {
        return send("PATCH", path, json(change), "Content-Type", JSON, "Authorization", admin());
    }

    private static Answer signIn(String name, String password) {
        return post("/api/v1/tokens", Map.of("username", name, "password", password));
    }
}
