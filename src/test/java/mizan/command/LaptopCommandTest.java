package mizan.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The command as its user types it on a laptop, before and while the service runs, and has started half. */
class LaptopCommandTest extends ProcessTest {

    private static final String PASSWORD = "correct horse battery staple";

    @Test
    void itWorksWhetherOrNotTheServiceRuns() throws Exception {
        String added = said(0, "add", "ada", "--role", "admin");
        Matcher made = Pattern.compile("The password is (\\S{27}) {3}\\(shown this once\\)\\s*")
                .matcher(added);
        assertThat(made.matches()).as(added).isTrue();

        Process service = start(Map.of());
        awaitReady(service);
        String token = signedIn("ada", made.group(1));
        assertThat(queue(token)).isEqualTo(200);
        assertThat(said(0, "add", "eve", "--role", "ADMIN,MODERATOR", "--site", "demo", "--password-stdin"))
                .isEmpty();
        assertThat(queue(signedIn("eve", PASSWORD))).isEqualTo(200);
        assertThat(saidHere("disable", "ada")).isEmpty();
        assertThat(queue(token)).isEqualTo(401);
        assertThat(saidHere("list").lines())
                .hasSize(3)
                .anyMatch(line -> line.matches("ada +ADMIN +- +2026-03-14T15:09:2.*"))
                .anyMatch(line -> line.matches("eve +MODERATOR,ADMIN +demo +-"));

        Path running = folder.resolve("data/postgresql/postmaster.pid");
        Path aside = Files.move(running, folder.resolve("postmaster.pid"));
        assertThat(said(1, "list"))
                .isEqualTo("Another process uses " + folder.resolve("data")
                        + ", and its database is not ready: try again in a moment\n");
        Files.move(aside, running); // or the service could not end its database
        service.destroy();
        assertThat(service.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    /** What the command says when its input is the password. */
    private String said(int exitCode, String... arguments) throws IOException, InterruptedException {
        Process process = runToItsEnd(Map.of(), PASSWORD, moderator(arguments));
        String output = output(process);
        assertThat(process.exitValue()).as(output).isEqualTo(exitCode);
        return output;
    }

    private String saidHere(String... arguments) {
        Map<String, String> settings = Map.of(
                "micronaut.environments",
                "development",
                "mizan.data-dir",
                folder.resolve("data").toString());
        return new Commands(settings, "").said(0, moderator(arguments));
    }

    private static String[] moderator(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "moderator";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return all;
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
