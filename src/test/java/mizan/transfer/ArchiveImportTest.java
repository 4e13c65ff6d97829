package mizan.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is exported imports again without loss. */
class ArchiveImportTest extends ImportTest {

    @ParameterizedTest
    @ValueSource(strings = {"sealed", "open"})
    void exportOfAnImportedArchiveIsTheSameByteForByte(String addresses) {
        fill();
        String exported = export(addresses);
        String open = export("open");
        Postgres.deleteRows();

        Import imported = run("mizan", exported.getBytes(StandardCharsets.UTF_8));

        assertThat(imported.state()).isEqualTo(ImportState.FINISHED);
        assertThat(List.of(imported.read(), imported.imported(), imported.leftOut(), imported.placeholders()))
                .containsExactly(8L, 8L, 0L, 0L);
        if (addresses.equals("sealed")) {
            assertThat(export("sealed")).isEqualTo(exported);
        }
        assertThat(export("open")).isEqualTo(open);
    }

    @Test
    void archiveOfTheServiceItselfChangesNothing() {
        fill();
        String exported = export("sealed");

        Import imported = run("mizan", exported.getBytes(StandardCharsets.UTF_8));

        assertThat(List.of(imported.read(), imported.imported(), imported.existing()))
                .containsExactly(8L, 0L, 8L);
        assertThat(export("sealed")).isEqualTo(exported);
    }

    @Test
    void receiptStaysValidAndCountersAreRight() {
        Answer submitted = submit(Sample.submission());
        approved(Sample.submission());
        String exported = export("sealed");
        Postgres.deleteRows();

        run("mizan", exported.getBytes(StandardCharsets.UTF_8));

        assertThat(get(submitted.header("Location")).json().path("status").asText())
                .isEqualTo("PENDING");
        assertThat(Postgres.query("SELECT approved, rejected FROM author_stats"))
                .containsExactly(List.of("1", "0"));
        assertThat(decide(submitted.json().path("id").asText(), "approve", Map.of("version", 0), admin())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void addressesOfAnotherKeysetAreLeftOutAndTheCommentsImported() {
        String approved = approved(Sample.submission());
        String pending = submitted(Sample.submission());
        String exported = export("sealed").replaceAll("\"emailSealed\":\"A[^\"]{7}", "\"emailSealed\":\"AQAAAAAA");
        Postgres.deleteRows();

        Import imported = run("mizan", exported.getBytes(StandardCharsets.UTF_8));

        assertThat(imported.imported()).isEqualTo(2);
        assertThat(comments("id, status, email_sealed IS NULL"))
                .containsExactly(List.of(approved, "APPROVED", "t"), List.of(pending, "PENDING", "t"));
    }

    @Test
    void incompleteArchiveFailsAfterItsRowsWereStored() {
        approved(Sample.submission());
        approved(Sample.submission());
        List<String> lines = export("sealed").lines().toList();
        Postgres.deleteRows();

        Import imported = run(
                "mizan", String.join("\n", lines.subList(0, lines.size() - 2)).getBytes(StandardCharsets.UTF_8));

        assertThat(imported.state()).isEqualTo(ImportState.FAILED);
        assertThat(imported.failureLine()).isEqualTo(3);
        assertThat(comments("status")).containsExactly(List.of("APPROVED"));
    }

    @Test
    void linesThatContradictThemselvesAreLeftOut() {
        String id = approved(Sample.submission());
        String exported = export("sealed");
        Postgres.deleteRows();
        String comment = exported.lines().toList().get(2);
        String other = comment.replace(id, "0199aaaa-0000-7000-8000-00000000000");
        String archive = String.join(
                "\n",
                exported.lines().toList().get(0),
                exported.lines().toList().get(1),
                comment,
                other.replace("00000000000\"", "000000000001\"").replace("\"APPROVED\"", "\"PENDING\""),
                other.replace("00000000000\"", "000000000002\"")
                        .replace("\"version\":1,\"verdict\"", "\"version\":7,\"verdict\""),
                other.replace("00000000000\"", "000000000003\"").replace("\"APPROVE\"", "\"REJECT\""),
                other.replace("00000000000\"", "000000000004\"").replace("\"grace\"", "\"gr\\u0000ce\""),
                other.replace("00000000000\"", "000000000005\"").replace("\"grace\"", "\"gr\\ud800ce\""),
                other.replace("00000000000\"", "000000000006\"").replace("7000-8000", "4000-8000"),
                other.replace("00000000000\"", "000000000007\"").replace("\"submittedAt\":\"2", "\"submittedAt\":\"x"),
                "{\"type\":\"comment\"}",
                "{\"type\":\"comment\",\"id\":7}",
                "{\"type\":\"invented\"}",
                "7",
                exported.lines().toList().get(3));

        Import imported = run("mizan", archive.getBytes(StandardCharsets.UTF_8));

        assertThat(imported.state()).isEqualTo(ImportState.FINISHED);
        assertThat(List.of(imported.read(), imported.imported(), imported.leftOut()))
                .containsExactly(12L, 1L, 11L);
        assertThat(Postgres.query("SELECT DISTINCT reason FROM import_omission"))
                .containsExactly(List.of("MALFORMED"));
    }

    private static void fill() {
        Map<String, Object> described = Sample.with(
                Sample.with(
                        Sample.submission("body", "نص 😀 ]]> \\u0041"), "articleUrl", "https://demo.example/market"),
                "articleTitle",
                "سوق <b>");
        String parent = approved(described);
        String reply = approved(Sample.reply(parent));
        submitted(Sample.reply(reply));
        String rejected = submitted(Sample.submission("article", "another"));
        decide(
                rejected,
                "reject",
                Map.of("version", 0, "reason", "ILLEGAL", "legalGround", "§ 1", "note", "n"),
                admin());
        decide(rejected, "reopen", Map.of("version", 1), admin());
        decide(rejected, "reject", Map.of("version", 2, "reason", "OTHER", "note", "known"), admin());
        submitted(Sample.submission("website", "https://pills.example")); // the honeypot
        Answer withdrawn = submit(Sample.submission());
        send("DELETE", withdrawn.header("Location"), "");
        approved(Sample.submission("email", "omar@example.org"));
        post("/api/v1/privacy/erasures", Map.of("email", "omar@example.org"), "Authorization", admin());
        Map<String, Object> twice = Sample.submission("email", "twice@example.org");
        submitted(twice);
        Postgres.execute("""
                UPDATE comment
                   SET findings = '[{"rule": "link", "detail": "x", "spans": [[0, 1]]}]'
                 WHERE status = 'PENDING' AND parent_id IS NULL
                """);
        send(
                "PUT",
                "/api/v1/moderation/articles/demo?article=closed",
                "{\"comments\":\"CLOSED\",\"title\":\"Closed\"}",
                "Content-Type",
                JSON,
                "Authorization",
                admin());
    }

    private static String export(String addresses) {
        Answer answer = get("/api/v1/exports?site=demo&format=mizan&addresses=" + addresses, "Authorization", admin());
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }
}
