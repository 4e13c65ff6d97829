package mizan.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.Map;
import mizan.testing.Postgres;
import org.junit.jupiter.api.Test;

/** The commands that check what is stored, as an operator types them beside a service that runs. */
class UpkeepCommandTest extends ProcessTest {

    @Test
    void theyCheckWhatIsStoredAndSayWhatIsWrong() throws Exception {
        Map<String, String> environment = production();
        awaitReady(start(environment));
        post("/api/v1/sites/gazette/comments", """
                {"name":"N","email":"n@example.org","body":"B","article":"a","website":"x"}""");
        await("the trail to be sealed")
                .until(() -> Postgres.value("SELECT count(*) FROM audit_seal").equals("2"));

        String whole = said(environment, 0, "audit", "verify");
        assertThat(whole).matches("Whole: 2 entries. The last link is [0-9a-f]{64}\\s*");
        assertThat(said(environment, 0, "upkeep", "search")).isEqualTo("Comments: 1\n");

        Postgres.execute("UPDATE audit_entry SET moderator = 'eve' WHERE id = (SELECT max(id) FROM audit_entry)");
        Postgres.execute("UPDATE author_record SET rejected = 7");
        assertThat(said(
                        environment,
                        1,
                        "audit",
                        "verify",
                        "--noted",
                        whole.strip().substring(whole.strip().length() - 64)))
                .isEqualTo(
                        "Broken: entry %s is the first that is not as it was sealed: it was changed, or its seal was\n"
                                .formatted(Postgres.value("SELECT max(id) FROM audit_entry")));
        assertThat(said(environment, 1, "upkeep", "authors")).isEqualTo("Wrong: 1\n");
        assertThat(said(environment, 0, "upkeep", "authors", "--repair")).isEqualTo("Put right: 1\n");
    }

    private String said(Map<String, String> environment, int exitCode, String... arguments)
            throws IOException, InterruptedException {
        Process process = runToItsEnd(environment, "", arguments);
        String output = output(process);
        assertThat(process.exitValue()).as(output).isEqualTo(exitCode);
        return output;
    }
}
