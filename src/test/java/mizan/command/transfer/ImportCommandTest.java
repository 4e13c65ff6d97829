package mizan.command.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import mizan.command.CommandTest;
import mizan.testing.Postgres;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that moves comments from other systems. */
class ImportCommandTest extends CommandTest {

    private static final Path EXPORTS = Path.of("src/test/resources/mizan/transfer");
    private static final String BLOG =
            EXPORTS.resolve("isso-tests-wordpress.xml").toString();
    private static final String ORIGIN = "--origin=https://gazette.example";

    @TempDir
    private Path files = Path.of("");

    private String[] importing = {};

    @BeforeEach
    void chooseSite() {
        importing = new String[] {"import", "wordpress", BLOG, "--site=gazette", ORIGIN};
    }

    @Test
    void reportAccountsForEachRowAndContainsNoPersonalData() {
        String report = run(0, importing);

        assertThat(report)
                .contains("Left out: line ", ", id 11: another row has the same id\n")
                .contains("Read:         8\n", "Imported:     7\n", "Already here: 0\n", "Left out:     1\n")
                .contains("  1: another row has the same id\n")
                .doesNotContain("@", "Tester", "Ohai", "Erster", "reply");
        assertThat(run(0, importing)).contains("Imported:     0\n", "Already here: 7\n", "Left out:     1\n");
    }

    @Test
    void reportIsPrintedAsJson() throws IOException {
        String output = run(0, "import", "wordpress", BLOG, "--site=gazette", ORIGIN, "--json", "--dry-run");
        JsonNode report = new ObjectMapper().readTree(output.substring(output.indexOf('{')));

        assertThat(report.path("state").asText()).isEqualTo("FINISHED");
        assertThat(report.path("read").asInt()).isEqualTo(8);
        assertThat(report.path("imported").asInt()).isEqualTo(7);
        assertThat(report.path("reasons").path("REPEATED_ID").asInt()).isEqualTo(1);
        assertThat(report.path("omissions").path(0).path("id").asText()).isEqualTo("11");
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("0");
    }

    @Test
    void compressedFilesAndMovedArticlesAreImported() throws IOException {
        Path compressed = files.resolve("blog.xml.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            Files.copy(Path.of(BLOG), out);
        }
        Path map = Files.writeString(files.resolve("map.csv"), """
                # moved
                http://example.tld/2014/test/, https://gazette.example/hello
                http://example.tld/?p=4	four
                """);

        run(0, "import", "wordpress", compressed.toString(), "--site=gazette", "--url-map=" + map);

        assertThat(Postgres.query("SELECT key, url FROM article ORDER BY key").toString())
                .isEqualTo("[[https://gazette.example/hello, https://gazette.example/hello]]");
    }

    @Test
    void articlesOfAnotherSiteAreLeftOut() {
        assertThat(run(0, "import", "wordpress", BLOG, "--site=gazette"))
                .contains("Imported:     0\n")
                .contains("  8: its article is not on the site: use --origin or --url-map\n");
    }

    @Test
    void importIsUndoneAsAWholeUntilAModeratorDecides() {
        String before = counts();
        run(0, importing);
        String id = importId();
        assertThat(counts()).isNotEqualTo(before);

        assertThat(run(0, "import", "undo", id)).contains("Undone. Kept because of a moderator's decision: 0\n");
        assertThat(counts()).isEqualTo(before);
        assertThat(Postgres.value("SELECT count(*) FROM comment WHERE name IS NOT NULL OR email_sealed IS NOT NULL"))
                .isEqualTo("0");
        assertThat(run(0, "maintenance", "authors")).isEqualTo("Wrong: 0\n");
        assertThat(run(0, "audit", "verify")).startsWith("Intact");
        assertThat(run(1, "import", "undo", id)).contains("The import has stored nothing, or is undone");

        assertThat(run(0, importing)).contains("Imported:     7\n");
        String comment = Postgres.value("SELECT id FROM comment WHERE status = 'APPROVED' LIMIT 1");
        decide(comment, "reject", Map.of("version", 1, "reason", "SPAM"), admin());
        assertThat(run(1, "import", "undo", importId()))
                .contains("Moderators have decided on 1 of its comments since. Nothing was changed");
        assertThat(Postgres.value("SELECT count(*) FROM comment WHERE status = 'APPROVED'"))
                .isEqualTo("6");
    }

    @Test
    void brokenFileIsImportedUpToTheBrokenLine() throws IOException {
        String blog = Files.readString(Path.of(BLOG));
        Path broken =
                Files.writeString(files.resolve("broken.xml"), blog.replace("<wp:comment_id>8</", "<wp:x></y></"));

        assertThat(run(1, "import", "wordpress", broken.toString(), "--site=gazette", ORIGIN))
                .contains("Stopped at line 72, column ", "All rows before it were imported.\n", "Imported:     3\n");
        assertThat(run(0, importing)).contains("Imported:     4\n", "Already here: 3\n");
    }

    @Test
    void wrongUseIsExplained() {
        assertThat(run(2, "import", "wordpress", BLOG)).contains("Missing required option: '--site=NAME'");
        assertThat(run(2, "import", "blogger", BLOG, "--site=gazette"))
                .contains("There is no format blogger. The formats are", "disqus", "wordpress");
        assertThat(run(2, "import", "wordpress", "missing.xml", "--site=gazette"))
                .contains("There is no readable file missing.xml");
        assertThat(run(2, "import", "wordpress", BLOG, "--site=nowhere")).contains("no site with the name nowhere");
        assertThat(run(2, "import", "wordpress", BLOG, "--site=gazette", "--origin=https://other.example"))
                .contains("--origin is not one of the site's origins");
        assertThat(run(1, "import", "undo", "0199aaaa-0000-7000-8000-000000000000"))
                .contains("There is no such import");
    }

    private static String importId() {
        return Postgres.value("SELECT id FROM import ORDER BY started_at DESC LIMIT 1");
    }

    private static String counts() {
        return Postgres.query("""
                SELECT (SELECT count(*) FROM comment WHERE status <> 'WITHDRAWN'), (SELECT count(*) FROM comment_search),
                       (SELECT count(*) FROM author_stats), (SELECT count(*) FROM imported_comment)
                """).toString();
    }
}
