package mizan.console.transfer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.io.IOException;
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
}
