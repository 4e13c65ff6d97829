package mizan.transfer;

import static mizan.transfer.Wxr.comment;
import static mizan.transfer.Wxr.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import org.junit.jupiter.api.Test;

/** Imports over HTTP. */
class ImportApiTest extends ImportTest {

    private static final String TARGET = "/api/v1/imports?site=demo&format=wordpress&origin=https://demo.example";

    private final String admin = admin();

    @Test
    void fileIsImportedAndReported() {
        byte[] file = new Wxr()
                .post("/scales", "Scales", comment(1, "One"), comment(2, "Link", field("type", "pingback")))
                .bytes();

        Answer started = upload(TARGET, file);

        assertThat(started.status()).as(started.body()).isEqualTo(202);
        Answer finished = finished(started.header("Location"));
        assertThat(finished.json().path("state").asText()).isEqualTo("FINISHED");
        assertThat(finished.json().path("read").asInt()).isEqualTo(2);
        assertThat(finished.json().path("imported").asInt()).isEqualTo(1);
        assertThat(finished.json().path("reasons").toString()).isEqualTo("[{\"reason\":\"PINGBACK\",\"rows\":1}]");
        assertThat(finished.json().path("omissions").path(0).path("id").asText())
                .isEqualTo("2");
        assertThat(finished.body()).doesNotContain("nadia", "One");
    }

    @Test
    void bodyIsLargerThanThoseOfOtherRoutes() {
        String[] comments = new String[12_000];
        for (int i = 0; i < comments.length; i++) {
            comments[i] = comment(i + 1, "A comment " + i);
        }
        byte[] file = new Wxr().post("/scales", "Scales", comments).bytes();
        assertThat(file.length).isGreaterThan(8 << 20);

        Answer started = upload(TARGET, file);

        assertThat(started.status()).as(started.body()).isEqualTo(202);
        assertThat(finished(started.header("Location")).json().path("imported").asInt())
                .isEqualTo(comments.length);
        assertThat(send("POST", "/api/v1/accounts", new byte[1 << 20], "Authorization", admin, "Content-Type", JSON)
                        .status())
                .isEqualTo(413);
    }

    @Test
    void importIsUndoneUnlessAModeratorHasDecided() {
        byte[] file = new Wxr().post("/scales", "Scales", comment(1, "One")).bytes();
        String location = upload(TARGET, file).header("Location");
        finished(location);

        assertThat(send("POST", location + "/undo", "", "Authorization", admin).status())
                .isEqualTo(202);
        await().until(() -> state(location).equals("UNDONE"));
        await().until(() -> get("/api/v1/sites/demo/comments?article=https://demo.example/scales")
                        .json()
                        .path("count")
                        .asInt()
                == 0);

        String again = upload(TARGET, file).header("Location");
        finished(again);
        String id = Postgres.value("SELECT id FROM comment WHERE status = 'APPROVED'");
        decide(id, "reject", Map.of("version", 1, "reason", "SPAM"), admin);
        Answer refused = send("POST", again + "/undo", "", "Authorization", admin);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("type").asText()).isEqualTo("/problems/import-decided");
    }

    @Test
    void brokenConnectionKeepsTheRowsBefore() throws IOException {
        byte[] file = new Wxr()
                .post("/scales", "Scales", comment(1, "One"), comment(2, "Two"))
                .bytes();
        try (Socket _ = uploadPart(file)) {
            await().until(() -> Postgres.value("SELECT count(*) FROM import").equals("1"));
        }

        await().until(() -> Postgres.value("SELECT state FROM import").equals("FAILED"));
        assertThat(comments("body")).containsExactly(List.of("One"));
        assertThat(Postgres.value("SELECT failure FROM import")).isIn("FILE_ENDED", "INVALID_FILE");
    }

    @Test
    void secondImportOfASiteIsRefusedWhileOneRuns() throws IOException {
        byte[] file = new Wxr().post("/scales", "Scales", comment(1, "One")).bytes();

        try (Socket _ = uploadPart(file)) {
            await().until(() -> Postgres.value("SELECT count(*) FROM import").equals("1"));
            Answer refused = upload(TARGET, file);

            assertThat(refused.status()).as(refused.body()).isEqualTo(409);
            assertThat(refused.json().path("type").asText()).isEqualTo("/problems/import-running");
        }
        await().until(() -> Postgres.value("SELECT state FROM import").equals("FAILED"));
        assertThat(upload(TARGET, file).status()).isEqualTo(202);
    }

    @Test
    void wrongParametersAreExplained() {
        assertThat(upload("/api/v1/imports?site=nowhere&format=wordpress", new byte[] {'<'})
                        .status())
                .isEqualTo(404);
        assertThat(upload("/api/v1/imports?site=demo&format=blogger", new byte[] {'<'})
                        .status())
                .isEqualTo(422);
        assertThat(upload(TARGET.replace("demo.example", "x.example"), new byte[] {'<'})
                        .status())
                .isEqualTo(422);
        // A misspelt value must not import the file.
        assertThat(List.of("yes", "1", "tru"))
                .allSatisfy(value -> assertThat(upload(TARGET + "&dryRun=" + value, new byte[] {'<'})
                                .status())
                        .isEqualTo(400));
        assertThat(Postgres.value("SELECT count(*) FROM import")).isEqualTo("0");
    }

    private Answer upload(String target, byte[] file) {
        return send("POST", target, file, "Authorization", admin, "Content-Type", "application/octet-stream");
    }

    /** Sends all of a file but its end. The caller closes the connection. */
    private Socket uploadPart(byte[] file) throws IOException {
        Socket client = new Socket("localhost", port());
        OutputStream out = client.getOutputStream();
        out.write(("POST " + TARGET + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + admin
                        + "\r\nContent-Length: 10000000\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(file, 0, file.length - 200);
        out.flush();
        return client;
    }

    private Answer finished(String location) {
        await().until(() -> List.of("FINISHED", "FAILED").contains(state(location)));
        return get(location, "Authorization", admin);
    }

    private String state(String location) {
        return get(location, "Authorization", admin).json().path("state").asText();
    }
}
