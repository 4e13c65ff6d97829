package mizan.command.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import mizan.command.CommandTest;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest extends CommandTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void siteIsExportedToAFile() throws IOException {
        approved("gazette", Sample.submission());
        Path file = folder.resolve("gazette.csv");
        Files.writeString(file, "old");

        String output = run(0, "export", "--site", "gazette", "--format", "csv", file.toString());

        assertThat(output).isEqualTo("%s: %d bytes%n".formatted(file, Files.size(file)));
        assertThat(Files.readString(file)).contains("market-scales", "APPROVED").doesNotContain("layla@");
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".part"));
        assertThat(Postgres.query("SELECT moderator, detail FROM audit_entry WHERE action = 'SITE_EXPORTED'"))
                .containsExactly(List.of("null", "site: gazette; format: csv; addresses: sealed"));
    }

    @Test
    void fileIsCompressedIfItsNameSaysSo() throws IOException {
        approved("gazette", Sample.submission());
        Path file = folder.resolve("gazette.ndjson.gz");

        run(0, "export", "--site", "gazette", file.toString());

        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("{\"type\":\"archive\"")
                    .endsWith("{\"type\":\"end\",\"articles\":1,\"comments\":1}\n");
        }
    }

    @Test
    void wrongSiteOrFormatIsRefused() {
        assertThat(run(2, "export", "--site", "none")).startsWith("There is no site with the name none");
        assertThat(run(2, "export", "--site", "gazette", "--format", "xls")).contains("--format");
        assertThat(run(2, "export")).startsWith("Missing required option: '--site=NAME'");
    }
}
