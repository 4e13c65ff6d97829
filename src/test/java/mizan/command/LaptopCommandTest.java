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

/** Commands on a laptop: before the service runs, while it runs, and while its database is not ready. */
class LaptopCommandTest extends ProcessTest {

    private static final String PASSWORD = "correct horse battery staple";

    @Test
    void commandsWorkWhetherOrNotTheServiceRuns() throws Exception {
        String added = run(0, "add", "ada", "--role", "admin");
        Matcher generated = Pattern.compile("The password is (\\S{27}) {3}\\(shown this once\\)\\s*")
                .matcher(added);
        assertThat(generated.matches()).as(added).isTrue();

        Process service = start(Map.of());
        awaitReady(service);
        String token = tokenOf("ada", generated.group(1));
        assertThat(queue(token)).isEqualTo(200);
        assertThat(run(0, "add", "eve", "--role", "ADMIN,MODERATOR", "--site", "demo", "--password-stdin"))
                .isEmpty();
        assertThat(queue(tokenOf("eve", PASSWORD))).isEqualTo(200);
        assertThat(runInThisProcess("disable", "ada")).isEmpty();
        assertThat(queue(token)).isEqualTo(401);
        assertThat(runInThisProcess("list").lines())
                .hasSize(3)
                .anyMatch(line -> line.matches("ada +ADMIN +- +2026-03-14T15:09:2.*"))
                .anyMatch(line -> line.matches("eve +MODERATOR,ADMIN +demo +-"));

        Path running = folder.resolve("data/postgresql/postmaster.pid");
        Path aside = Files.move(running, folder.resolve("postmaster.pid"));
        assertThat(run(1, "list"))
                .isEqualTo("Another process uses " + folder.resolve("data")
                        + ", and its database is not ready: try again in a moment\n");
        Files.move(aside, running); // otherwise the service could not stop its database
        service.destroy();
        assertThat(service.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    /** Runs a command in its own process with the password as its input, and returns its output. */
    private String run(int exitCode, String... arguments) throws IOException, InterruptedException {
        Process process = runToEnd(Map.of(), PASSWORD, moderator(arguments));
        String output = output(process);
        assertThat(process.exitValue()).as(output).isEqualTo(exitCode);
        return output;
    }

    private String runInThisProcess(String... arguments) {
        Map<String, String> settings = Map.of(
                "micronaut.environments",
                "development",
                "mizan.data-dir",
                folder.resolve("data").toString());
        return new Commands(settings, "").run(0, moderator(arguments));
    }

    private static String[] moderator(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "moderator";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return all;
    }

    private String tokenOf(String name, String password) {
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
