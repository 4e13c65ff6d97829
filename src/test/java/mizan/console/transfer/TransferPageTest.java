package mizan.console.transfer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import mizan.console.ConsolePageTest;
import mizan.moderator.Role;
import mizan.testing.Sample;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class TransferPageTest extends ConsolePageTest {

    @Test
    void adminExportsASiteAndUndoesAnImport() throws IOException {
        addAccount("grace", Role.ADMIN, Role.PRIVACY);
        submitted(Sample.submission());
        TransferPageApiTest.imported();
        Page page = signedIn("grace", "en", DESK);
        page.getByText("Import and export").click();
        assertThat(page.locator("#import")).isVisible();
        checkPage(page, "transfer");

        page.locator("#export-site").selectOption("demo");
        page.locator("[value=csv]").check();
        page.locator("[name=addresses]").check();
        Download download = page.waitForDownload(() -> press(page, "Download"));

        Assertions.assertThat(download.suggestedFilename()).isEqualTo("demo.csv");
        Assertions.assertThat(Files.readString(download.path())).contains("layla@example.org");
        page.locator("summary").click();
        checkPage(page, "transfer-undo");
        press(page, "Undo import");
        assertThat(page.locator("main")).containsText("undone");
    }

    @Test
    void adminImportsAFile() {
        addAccount("grace", Role.ADMIN);
        Page page = signedIn("grace", "en", DESK);
        page.navigate("/console/transfer");
        page.locator("#import-format").selectOption("remark42");
        page.locator("#file").setInputFiles(new FilePayload("backup", "application/octet-stream", """
                        {"version":1,"users":[],"posts":[]}
                        {"id":"1","pid":"","text":"x","user":{"name":"Ada"},"locator":{"site":"s","url":"/a"},"time":"2024-01-01T00:00:00Z"}
                        """.getBytes(
                        StandardCharsets.UTF_8)));
        press(page, "Import");
        assertThat(page.locator("#report")).containsText("Finished. Rows read: 1 · imported: 1");
        page.locator("[name=dryRun]").uncheck();
        press(page, "Import");
        assertThat(page.locator("#report")).containsText("Finished. Rows read: 1 · imported: 1");
        page.reload();
        assertThat(page.locator("summary")).isVisible();
        takeScreenshot(page, "transfer-imported");
    }
}
