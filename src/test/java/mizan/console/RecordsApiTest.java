package mizan.console;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.simple.SimpleHttpRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import mizan.moderator.Account;
import mizan.moderator.AccountOutcome;
import mizan.moderator.Accounts;
import mizan.moderator.Keeper;
import mizan.moderator.Moderators;
import mizan.moderator.Role;
import mizan.moderator.Session;
import mizan.moderator.SessionCookie;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may see and do what on the dashboard, among people, in the audit trail and on a comment's page. */
class RecordsApiTest extends ServiceTest {

    private static final String PASSWORD = "a password for tests";

    private final Accounts accounts = bean(Accounts.class);

    @BeforeEach
    void accounts() {
        add("grace", Set.of(Role.ADMIN), Set.of());
        add("ada", Set.of(Role.MODERATOR), Set.of("demo"));
        add("olga", Set.of(Role.PRIVACY), Set.of());
        add("noor", Set.of(Role.MODERATOR, Role.PRIVACY), Set.of("herald"));
    }

    @ParameterizedTest
    @CsvSource({
        "/console/dashboard, 200, 200, 403",
        "/console/dashboard?site=herald, 200, 403, 403",
        "/console/dashboard?site=nowhere, 404, 404, 403",
        "/console/dashboard?days=31, 422, 422, 403",
        "/console/people, 200, 403, 403",
        "/console/people/new, 200, 403, 403",
        "/console/people/account?name=ada, 200, 403, 403",
        "/console/people/account?name=nobody, 404, 403, 403",
        "/console/people/account?name=%00, 404, 403, 403",
        "/console/people/disable?name=ada, 200, 403, 403",
        "/console/audit, 200, 403, 403",
        "/console/audit?moderator=%00, 200, 403, 403",
        "/console/audit?comment=x, 422, 403, 403",
        "/console/audit?after=x, 400, 403, 403"
    })
    void eachSeesWhatTheirRoleIsFor(String path, int admin, int moderator, int officer) {
        assertThat(read("grace", path).status()).isEqualTo(admin);
        assertThat(read("ada", path).status()).isEqualTo(moderator);
        assertThat(read("olga", path).status()).isEqualTo(officer);
    }

    @Test
    void aCommentIsForThoseWhoDecideOnItsSite() {
        String id = submitted(Sample.submission());

        assertThat(read("ada", comment(id)).status()).isEqualTo(200);
        assertThat(read("noor", comment(id)).status()).isEqualTo(403);
        assertThat(read("olga", comment(id)).status()).isEqualTo(403);
        assertThat(read("ada", comment(UUID.randomUUID().toString())).status()).isEqualTo(404);
        assertThat(read("ada", comment("x")).status()).isEqualTo(400);
        assertThat(sent("noor", comment(id) + "/decision", form("version", "0", "verdict", "APPROVE"))
                        .status())
                .isEqualTo(403);
        assertThat(status(id)).isEqualTo("PENDING");
        assertThat(read("ada", comment(id)).body())
                .doesNotContain("layla@example.org", "/email")
                .doesNotContain(">Audit trail</h2>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"rule\":\"profanity\",\"detail\":\"a <word>\",\"spans\":[[0,5]]}] | <mark title=\"profanity\">مقال </mark>",
                "[{\"rule\":\"profanity\",\"spans\":[[]]}] | Findings cannot be read",
                "{\"rule\":\"profanity\"} | Findings cannot be read"
            })
    void aCommentsPageShowsWhatWasNoticedInIt(String findings, String shown) {
        String id = submitted(Sample.submission("body", "مقال جميل"));
        Postgres.execute("UPDATE comment SET findings = '" + findings + "' WHERE id = '" + id + "'");

        Answer answer = read("ada", comment(id));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains(shown).doesNotContain("<word>");
    }

    @Test
    void whatIsHostileIsShownAsText() {
        String id = submitted(Sample.with(
                Sample.submission("name", "<img src=x onerror=alert(1)>"), "body", "</p><script>alert(1)</script>"));
        decide(id, "reject", Map.of("version", 0, "reason", "OTHER", "note", "\"><b>note"), admin());

        for (String path : List.of(comment(id), "/console/audit", "/console/dashboard")) {
            Answer answer = read("grace", path);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).doesNotContain("<img src=x", "<script>alert", "<b>note", "style=");
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "script-src 'self'")
                    .doesNotContain("unsafe");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        }
    }

    @Test
    void anAddressIsShownOnceTheTrailKnowsWhatFor() {
        String id = submitted(Sample.submission("email", "layla@example.org"));
        String path = comment(id) + "/email";

        assertThat(read("grace", path).status()).isEqualTo(403);
        assertThat(sent("grace", path, Map.of("purpose", "x")).status()).isEqualTo(403);
        assertThat(read("olga", path).body()).doesNotContain("layla@");
        assertThat(sent("olga", path, Map.of("purpose", " ")).status()).isEqualTo(422);
        Answer shown = sent("olga", path, Map.of("purpose", "court order"));

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.body()).contains("layla@example.org");
        assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
        assertThat(Postgres.query("SELECT moderator, action, detail FROM audit_entry WHERE comment_id IS NOT NULL"
                        + " ORDER BY id"))
                .containsExactly(
                        List.of("grace", "EMAIL_REVEAL_REFUSED", "null"),
                        List.of("olga", "EMAIL_REVEALED", "court order"));
        assertThat(sent("olga", comment(UUID.randomUUID().toString()) + "/email", Map.of("purpose", "x"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whoDecidesNowhereBeginsWithTheCommentThatTheyAreAskedAbout() {
        String id = submitted(Sample.submission());
        String email = "303 " + comment(id) + "/email";

        assertThat(location(read("olga", "/console"))).isEqualTo("303 /console/privacy");
        assertThat(read("olga", "/console/privacy").body())
                .contains("href=\"/console/privacy\" aria-current=\"page\"")
                .doesNotContain("id=\"fault\"");
        assertThat(location(read("olga", "/console/privacy?comment=" + id))).isEqualTo(email);
        assertThat(location(
                        read("olga", "/console/privacy?comment=https%3A%2F%2Fdemo.example%2Fscales%23comment-" + id)))
                .isEqualTo(email);
        Answer wrong = read("olga", "/console/privacy?comment=%3Cb%3E");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("id=\"fault\"", "value=\"&lt;b>\"");
        assertThat(read("grace", "/console/privacy").status()).isEqualTo(403);
        assertThat(read("noor", "/console").status()).isEqualTo(200);
        assertThat(read("olga", "/console/nothing").body())
                .contains(">Personal data</a>")
                .doesNotContain("To the queue");
    }

    @Test
    void whatAnswersAFormLeadsToAPageThatCanBeRead() {
        String id = submitted(Sample.submission());

        for (Answer answer : List.of(
                sent("grace", "/console/people/new", form("name", "<b>", "role-ADMIN", "on")),
                sent("grace", "/console/people/rights", form("name", "ada", "seen", "x", "role-ADMIN", "on")),
                sent("grace", "/console/people/password", form("name", "ada")),
                sent("grace", "/console/people/disable", form("name", "grace")),
                sent("ada", "/console/people/disable", form("name", "grace")),
                sent("noor", comment(id) + "/email", form("purpose", " ")),
                sent("ada", comment(id) + "/decision", form("version", "0", "verdict", "LAUGH")))) {
            String next = answer.body().replaceAll("(?s).*name=\"next\" value=\"([^\"]*)\">\\s*<button.*", "$1");
            assertThat(next).startsWith("/console");
            assertThat(read(next.endsWith("/email") ? "noor" : "grace", next).status())
                    .as(next)
                    .isEqualTo(200);
        }
    }

    @Test
    void anAccountIsMadeWithAPasswordThatIsShownOnce() {
        Answer added =
                sent("grace", "/console/people/new", form("name", "ليلى", "role-MODERATOR", "on", "site-demo", "on"));

        String password = added.body().replaceAll("(?s).*id=\"password-shown\"[^>]*>([^<]+)<.*", "$1");
        assertThat(bean(Moderators.class).signIn("ليلى", password)).isPresent();
        assertThat(accounts.find("ليلى")).contains(new Account("ليلى", Set.of(Role.MODERATOR), Set.of("demo"), null));
        assertThat(read("grace", "/console/people/account?name=ليلى").body()).doesNotContain(password);
        assertThat(Postgres.query("SELECT moderator, action FROM audit_entry WHERE detail LIKE 'ليلى%'"))
                .containsExactly(List.of("grace", "MODERATOR_ADDED"));
        assertThat(sent("grace", "/console/people/new", form("name", "eve", "role-ADMIN", "on", "password", PASSWORD))
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
    void whatCannotBeIsSaidAndComesBack(String name, String role, String site, String password, int status) {
        Map<String, String> form = form("name", name, "site-" + site, "on", "password", password);
        if (!role.isEmpty()) {
            form.put("role-MODERATOR", role);
        }

        Answer answer = sent("grace", "/console/people/new", form);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).contains("id=\"fault\"", "value=\"" + name.replace("<", "&lt;") + "\"");
        assertThat(answer.body()).doesNotContain("value=\"short\"");
        assertThat(accounts.find("eve")).isEmpty();
    }

    @Test
    void rightsThatSomebodyElseHasChangedAreNotOverwritten() {
        String seen = seen("ada");
        accounts.change(Keeper.COMMAND_LINE, "ada", Set.of(Role.PRIVACY), null);

        Answer stale = sent("grace", "/console/people/rights", form("name", "ada", "seen", seen, "role-ADMIN", "on"));

        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.body()).contains("Privacy officer. Check");
        assertThat(accounts.find("ada").orElseThrow().roles()).containsExactly(Role.PRIVACY);
        assertThat(location(sent(
                        "grace",
                        "/console/people/rights",
                        form("name", "ada", "seen", seen("ada"), "role-ADMIN", "on"))))
                .isEqualTo("303 /console/people/account?name=ada&done=changed");
        assertThat(accounts.find("ada").orElseThrow().roles()).containsExactly(Role.ADMIN);
    }

    @Test
    void nobodyShutsThemselvesOut() {
        assertThat(sent("grace", "/console/people/disable", form("name", "grace"))
                        .status())
                .isEqualTo(409);
        assertThat(sent(
                                "grace",
                                "/console/people/rights",
                                form("name", "grace", "seen", seen("grace"), "role-MODERATOR", "on"))
                        .status())
                .isEqualTo(409);
        assertThat(read("grace", "/console/people").status()).isEqualTo(200);
    }

    @Test
    void whoIsShutOutIsOutAtOnce() {
        String ada = cookie("ada");

        assertThat(location(sent("grace", "/console/people/disable", form("name", "ada"))))
                .isEqualTo("303 /console/people/account?name=ada&done=disabled");

        assertThat(get("/console/dashboard", "Cookie", ada).status()).isEqualTo(401);
        assertThat(accounts.enable(Keeper.COMMAND_LINE, "ada")).isEqualTo(new AccountOutcome.Done());
        assertThat(get("/console/dashboard", "Cookie", ada).status())
                .as("the session has ended")
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"new", "rights", "password", "disable", "enable"})
    void onlyAnAdminOnOurOwnPagesChangesAccounts(String deed) {
        Map<String, String> form = form("name", "ada", "seen", seen("ada"), "role-ADMIN", "on");
        String path = "/console/people/" + deed;
        String before = Postgres.query("SELECT * FROM moderator ORDER BY name").toString();

        assertThat(sent("ada", path, form).status()).isEqualTo(403);
        assertThat(sent("olga", path, form).status()).isEqualTo(403);
        for (String origin : List.of("https://evil.example", "null", "https://demo.example")) {
            assertThat(send(
                                    "POST",
                                    path,
                                    encoded(form),
                                    "Content-Type",
                                    FORM,
                                    "Accept",
                                    "text/html",
                                    "Cookie",
                                    cookie("grace"),
                                    "Origin",
                                    origin)
                            .status())
                    .isEqualTo(403);
        }
        assertThat(Postgres.query("SELECT * FROM moderator ORDER BY name")).hasToString(before);
    }

    @Test
    void theTrailIsReadInSentencesPageByPage() {
        String id = submitted(Sample.submission());
        for (int version = 0; version < 60; version += 2) {
            decide(id, "approve", Map.of("version", version), admin());
            decide(id, "reopen", Map.of("version", version + 1), admin());
        }

        Answer first = read("grace", "/console/audit?comment=" + comment(id));

        assertThat(first.body()).contains("reopened a comment", comment(id));
        String next = first.body().replaceAll("(?s).*href=\"(/console/audit\\?[^\"]*after=[^\"]*)\".*", "$1");
        Answer second = read("grace", next.replace("&amp;", "&"));
        assertThat(second.body().split("approved a comment", -1)).hasSize(6);
        assertThat(second.body()).doesNotContain("rel=\"next\"");
        assertThat(read("grace", "/console/audit?moderator=nobody").body()).contains("Nothing is written down");
    }

    @Test
    void aDashboardHasRoomForHugeNumbersAndForNone() {
        assertThat(read("grace", "/console/dashboard").body())
                .contains("Nothing waits.")
                .doesNotContain("NaN", "Infinity");
        String id = approved(Sample.submission());
        Postgres.execute("""
                INSERT INTO decision (comment_id, version, verdict, moderator, decided_at, site, waited)
                SELECT '%s', i, 'APPROVE', 'grace', (SELECT decided_at FROM comment), 'demo', interval '1000 days'
                  FROM generate_series(2, 20000) AS i
                """.formatted(id));

        assertThat(read("grace", "/console/dashboard?days=30").body()).contains("20,000", "1,000 days");
    }

    private void add(String name, Set<Role> roles, Set<String> sites) {
        // Not through Accounts: hashing takes a while, and nobody signs in with these.
        moderator(name, roles.stream().map(Role::name).collect(joining(",")), String.join(",", sites));
    }

    private String seen(String name) {
        return PersonForm.of(accounts.find(name).orElseThrow()).seen();
    }

    private static Answer read(String name, String path) {
        return get(ascii(path), "Cookie", cookie(name), "Accept", "text/html", "Accept-Language", "en");
    }

    private static Answer sent(String name, String path, Map<String, String> form) {
        return send(
                "POST",
                path,
                encoded(form),
                "Content-Type",
                FORM,
                "Accept",
                "text/html",
                "Accept-Language",
                "en",
                "Cookie",
                cookie(name),
                "Origin",
                "http://localhost:" + port());
    }

    private static String cookie(String name) {
        HttpRequest<?> request = new SimpleHttpRequest<>(HttpMethod.GET, "/console", null);
        ((SimpleHttpRequest<?>) request).header("Host", "localhost:" + port());
        Cookie cookie = bean(SessionCookie.class).give(request, new Session(name, 0));
        return cookie.getName() + "=" + cookie.getValue();
    }

    private static String ascii(String path) {
        return path.replace("ليلى", URLEncoder.encode("ليلى", StandardCharsets.UTF_8));
    }

    private static Map<String, String> form(String... fields) {
        Map<String, String> form = new TreeMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        return form;
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(joining("&"));
    }

    private static String comment(String id) {
        return "/console/comments/" + id;
    }

    private static String status(String id) {
        return Postgres.value("SELECT status FROM comment WHERE id = '" + id + "'");
    }

    private static String location(Answer answer) {
        return answer.status() + " " + answer.header("Location");
    }
}
