package mizan.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mizan.testing.Ports;
import mizan.testing.Postgres;
import org.junit.jupiter.api.Test;

/** The command as its user types it. */
class ModeratorCommandTest extends ProcessTest {

    private static final String PASSWORD = "correct horse battery staple";

    private Map<String, String> environment = Map.of();

    @Test
    void onALaptopItWorksWhetherOrNotTheServiceRuns() throws Exception {
        String added = said(0, "add", "ada", "--role", "admin");
        Matcher made = Pattern.compile("The password is (\\S{27}) {3}\\(shown this once\\)\\s*")
                .matcher(added);
        assertThat(made.matches()).as(added).isTrue();

        awaitReady(start(Map.of()));
        String token = signedIn("ada", made.group(1));
        assertThat(queue(token)).isEqualTo(200);
        assertThat(said(0, "add", "eve", "--role", "ADMIN,MODERATOR", "--site", "demo", "--password-stdin"))
                .isEmpty();
        assertThat(queue(signedIn("eve", PASSWORD))).isEqualTo(200);
        assertThat(said(0, "disable", "ada")).isEmpty();
        assertThat(queue(token)).isEqualTo(401);
        assertThat(said(0, "list").lines())
                .hasSize(3)
                .anyMatch(line -> line.matches("ada +ADMIN +- +2026-03-14T15:09:2.*"))
                .anyMatch(line -> line.matches("eve +MODERATOR,ADMIN +demo +-"));
    }

    @Test
    void aDatabaseThatIsNotReadyYetIsSaidToBe() throws Exception {
        Process service = start(Map.of());
        awaitReady(service);
        Files.delete(folder.resolve("data/postgresql/postmaster.pid"));

        assertThat(said(1, "list"))
                .isEqualTo("Another process uses " + folder.resolve("data")
                        + ", and its database is not ready: try again in a moment\n");
        service.destroyForcibly();
    }

    @Test
    void inProductionItWorksAsTheServiceDoesAndMigratesNothing() throws Exception {
        migrate();
        // With these a migration would fail.
        environment.put("FLYWAY_DATASOURCES_MIGRATION_PASSWORD", "wrong");
        environment.put("FLYWAY_DATASOURCES_MIGRATION_USER", "nobody");

        assertThat(said(0, "add", "ada", "--role", "moderator", "--site", "gazette", "--password-stdin"))
                .isEmpty();
        assertThat(said(0, "change", "ada", "--role", "privacy", "--role", "moderator", "--site="))
                .isEmpty();
        assertThat(said(0, "disable", "ada")).isEmpty();
        assertThat(said(0, "disable", "ada")).isEqualTo("ada was so already\n");

        assertThat(Postgres.query("SELECT name, roles, sites, disabled_at IS NULL FROM moderator WHERE name = 'ada'"))
                .containsExactly(List.of("ada", "{MODERATOR,PRIVACY}", "{}", "f"));
        assertThat(Postgres.query("SELECT action FROM audit_entry WHERE detail LIKE 'ada%' ORDER BY id"))
                .containsExactly(
                        List.of("MODERATOR_ADDED"), List.of("MODERATOR_CHANGED"), List.of("MODERATOR_DISABLED"));
    }

    @Test
    void whatCannotBeDoneIsSaidInOneLine() throws Exception {
        migrate();

        assertThat(said(1, "disable", "moderator"))
                .isEqualTo("moderator is the last enabled ADMIN: nobody could look after the accounts\n");
        assertThat(said(2, "add", "ada", "--role", "chief"))
                .startsWith("Invalid value for option '--role'")
                .contains("expected one of [MODERATOR, ADMIN, PRIVACY]");
        assertThat(Postgres.value("SELECT count(*) FROM moderator")).isEqualTo("1");
    }

    @Test
    void aDatabaseThatIsAwayIsSaidToBe() throws Exception {
        environment = production();
        environment.put("DATASOURCES_DEFAULT_URL", "jdbc:postgresql://localhost:" + Ports.free() + "/no");

        assertThat(said(1, "list")).isEqualTo("The database is away\n");
    }

    private void migrate() {
        environment = new HashMap<>(production());
        Process service = start(environment);
        awaitReady(service);
        service.destroy();
    }

    /** What the command says when its input is the password. */
    private String said(int exitCode, String... arguments) throws IOException, InterruptedException {
        String[] all = new String[arguments.length + 1];
        all[0] = "moderator";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        Process process = runToItsEnd(environment, PASSWORD, all);
        String output = output(process);
        assertThat(process.exitValue()).as(output).isEqualTo(exitCode);
        return output;
    }

    private String signedIn(String name, String password) {
        String answer = post("/api/v1/tokens", "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password))
                .body();
        return answer.replaceAll(".*\"accessToken\":\"([^\"]*)\".*", "$1");
    }

    private int queue(String token) {
        return send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/moderation/comments"))
                        .header("Authorization", "Bearer " + token)
                        .build())
                .statusCode();
    }
}
