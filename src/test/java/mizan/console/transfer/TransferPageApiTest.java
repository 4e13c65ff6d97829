package mizan.console.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import mizan.console.ConsoleApiTest;
import mizan.platform.database.UuidV7;
import mizan.site.Sites;
import mizan.testing.Postgres;
import mizan.transfer.ArticleMapping;
import mizan.transfer.ImportProgress;
import mizan.transfer.ImportRequest;
import mizan.transfer.Imports;
import org.junit.jupiter.api.Test;

/** The page of imports and exports, without script. */
class TransferPageApiTest extends ConsoleApiTest {

    private static final String PAGE = "/console/transfer";

    @Test
    void pageIsForAdministratorsAndOffersAddressesToPrivacyOfficersOnly() {
        assertThat(getPage("grace", PAGE).body())
                .contains("action=\"/api/v1/exports\"", "value=\"wxr\"", "Nothing has been imported yet")
                .doesNotContain("addresses");
        assertThat(getPage("ada", PAGE).status()).isEqualTo(403);
        assertThat(getPage("olga", PAGE).status()).isEqualTo(403);
        assertThat(getPage("ada", "/console").body()).doesNotContain(PAGE);
    }

    @Test
    void importsAreListedAndUndone() throws IOException {
        UUID id = imported();

        assertThat(getPage("grace", PAGE).body())
                .contains("Remark42", "finished", "Rows read: 1", "imported: 1", id.toString());
        assertThat(postForm("grace", PAGE + "/undo", form("import", id.toString()))
                        .status())
                .isEqualTo(303);

        assertThat(getPage("grace", PAGE).body()).contains("undone").doesNotContain("Undo import");
        assertThat(Postgres.value("SELECT status FROM comment")).isEqualTo("WITHDRAWN");
    }

    @Test
    void importWithDecisionsIsNotUndone() throws IOException {
        UUID id = imported();
        String comment = Postgres.value("SELECT id FROM comment");
        decide(comment, "reject", Map.of("version", 1, "reason", "SPAM"), admin());

        var answer = postForm("grace", PAGE + "/undo", form("import", id.toString()));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("Moderators have already decided");
        assertThat(Postgres.value("SELECT status FROM comment")).isEqualTo("REJECTED");
    }

    @Test
    void undoIsForAdministrators() throws IOException {
        UUID id = imported();

        assertThat(postForm("ada", PAGE + "/undo", form("import", id.toString()))
                        .status())
                .isEqualTo(403);
        assertThat(postForm(
                                "grace",
                                PAGE + "/undo",
                                form("import", UUID.randomUUID().toString()))
                        .status())
                .isEqualTo(404);
        assertThat(postForm("grace", PAGE + "/undo", form("import", "x")).status())
                .isEqualTo(404);
        assertThat(Postgres.value("SELECT status FROM comment")).isEqualTo("APPROVED");
    }

    static UUID imported() throws IOException {
        UUID id = UuidV7.at(Instant.now());
        Imports imports = bean(Imports.class);
        String file = """
                {"version":1,"users":[],"posts":[]}
                {"id":"1","pid":"","text":"From afar","user":{"name":"Ada"},"locator":{"site":"s","url":"/a"},"time":"2024-01-01T00:00:00Z"}
                """;
        imports.run(
                new ImportRequest(
                        id,
                        imports.source("remark42").orElseThrow(),
                        ArticleMapping.none(bean(Sites.class).get("demo")),
                        false,
                        "grace"),
                new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
                new ImportProgress() {});
        return id;
    }
}
