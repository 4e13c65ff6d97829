package mizan.command.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mizan.command.CommandTest;
import mizan.comment.maintenance.AuthorStats;
import mizan.comment.maintenance.StatusVerification;
import mizan.testing.Answer;
import mizan.testing.Dump;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Erasures survive a restore: the dump of all tables is restored after the erasure. */
class ErasuresCommandTest extends CommandTest {

    private static final String LAYLA = "layla@example.org";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void erasuresAreReplayedAfterARestore() {
        String approved = approved(Sample.submission());
        String rejected = submitted(Sample.submission());
        decide(rejected, "reject", Map.of("version", 0, "reason", "OTHER", "note", "known troll"), admin());
        Answer withdrawn = submit(Sample.submission());
        String other = approved(Sample.submission("email", "omar@example.org"));
        // Approved after the backup.
        String later = submitted(Sample.submission());
        Dump backup = Dump.create();
        String missing = approved(Sample.submission());
        decide(later, "approve", Map.of("version", 0), admin());
        send("DELETE", withdrawn.header("Location"), "");
        erase();
        String file = folder.resolve("erasures.csv").toString();
        assertThat(run(0, "erasures", "export", file)).isEqualTo("Erasures: 5\n");

        backup.restore();
        assertThat(personalData()).as("the backup has the data").hasSize(5);
        assertThat(run(0, "erasures", "replay", file)).isEqualTo("""
                Erased again: 4 (texts kept: 1)
                Erased already: 0
                Not in this database: 1
                """);

        assertThat(personalData()).containsExactly(List.of(other));
        assertThat(Postgres.query("SELECT id FROM comment WHERE body IS NOT NULL ORDER BY id"))
                .containsExactlyInAnyOrder(List.of(approved), List.of(other));
        assertThat(Postgres.query("SELECT note FROM decision WHERE note IS NOT NULL"))
                .containsExactly(List.of("[erased]"));
        assertThat(Postgres.query("SELECT approved, rejected FROM author_stats"))
                .containsExactly(List.of("1", "0"));
        assertThat(Postgres.query("SELECT DISTINCT comment_id FROM idempotency_key"))
                .containsExactly(List.of(other));
        assertThat(bean(AuthorStats.class).countDifferences()).isZero();
        assertThat(bean(StatusVerification.class).findDifferences()).isEmpty();
        assertThat(Postgres.query(
                        "SELECT moderator, comment_id, detail FROM audit_entry WHERE action = 'PERSONAL_DATA_ERASED'"))
                .containsExactly(List.of("null", "null", "comments: 4, texts kept: 1"));
        assertThat(Postgres.value("SELECT count(*) FROM erasure WHERE comment_id = '%s'".formatted(missing)))
                .as("a later restore of a newer backup needs it")
                .isEqualTo("1");
    }

    @Test
    void replayIsIdempotent() {
        approved(Sample.submission());
        submitted(Sample.submission());
        Dump backup = Dump.create();
        erase();
        String file = folder.resolve("erasures.csv").toString();
        run(0, "erasures", "export", file);
        backup.restore();
        run(0, "erasures", "replay", file);

        for (String[] again : List.of(new String[] {"erasures", "replay", file}, new String[] {"erasures", "replay"})) {
            assertThat(run(0, again)).isEqualTo("""
                    Erased again: 0 (texts kept: 0)
                    Erased already: 2
                    Not in this database: 0
                    """);
        }
    }

    @Test
    void recordsOfTheDatabaseAreReplayedWithoutAFile() {
        String id = approved(Sample.submission());
        erase();
        Postgres.execute("""
                UPDATE comment
                   SET name = 'ليلى', email_sealed = '\\x01', email_fingerprint = sha256('x'), receipt_hash = sha256('y')
                """);

        assertThat(run(0, "erasures", "replay")).startsWith("Erased again: 1 (texts kept: 1)\n");

        assertThat(personalData()).isEmpty();
        assertThat(get("/api/v1/sites/demo/comments/" + id).json().path("name").isNull())
                .isTrue();
    }

    @Test
    void exportIsPrintedWithoutAFile() {
        String id = approved(Sample.submission());
        erase();

        assertThat(run(0, "erasures", "export"))
                .isEqualTo("""
                comment_id,text_kept,erased_on
                %s,true,%s
                """.formatted(id, Postgres.value("SELECT erased_on FROM erasure")));
    }

    @Test
    void existingFileIsReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("erasures.csv"), "old\n".repeat(100));

        run(0, "erasures", "export", file.toString());

        assertThat(Files.readString(file)).isEqualTo("comment_id,text_kept,erased_on\n");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "some,other,file\n",
                "comment_id,text_kept,erased_on\n%s,true,2026-11-30\n019cef0a-75b6-7424-b694-8c1d11e3",
                "comment_id,text_kept,erased_on\n%s,true,2026-11-30\n%1$s,maybe,2026-11-30",
                "comment_id,text_kept,erased_on\n%s,true,2026-11-30\n%1$s,true,2026-13-30"
            })
    void damagedFileErasesNothing(String content) throws IOException {
        String id = approved(Sample.submission());
        Path file = Files.writeString(folder.resolve("erasures.csv"), content.formatted(id));

        assertThat(run(1, "erasures", "replay", file.toString())).containsAnyOf("Line 3 of", "Not a file of");

        assertThat(personalData()).hasSize(1);
    }

    @Test
    void missingFileIsReported() {
        assertThat(run(1, "erasures", "replay", folder.resolve("none.csv").toString()))
                .startsWith("A file cannot be read or written: ");
    }

    private static void erase() {
        post("/api/v1/privacy/erasures", Map.of("email", LAYLA), "Authorization", moderator("olga", "PRIVACY", ""));
    }

    private static List<List<String>> personalData() {
        return Postgres.query(
                "SELECT id FROM comment WHERE name IS NOT NULL OR email_sealed IS NOT NULL OR receipt_hash IS NOT NULL");
    }
}
