package mizan.console.privacy;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mizan.console.ConsolePageTest;
import mizan.moderator.Role;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A privacy officer finds, exports and erases the data about an address, without script. */
class AuthorPageTest extends ConsolePageTest {

    private static final String LAYLA = "layla@example.org";

    private final List<String> urls = new ArrayList<>();

    @Test
    void officerFindsExportsAndErasesWithoutScript() throws IOException {
        List<String> ids = comments();
        Page page = officer("en", false);

        page.locator("#email").fill("layla@");
        press(page, "Look up");
        assertThat(page.locator("#email-error")).containsText("valid e-mail address");
        page.locator("#email").fill(LAYLA);
        press(page, "Look up");
        assertThat(heading(page, "3 comments")).isVisible();
        Path file = page.waitForDownload(() -> press(page, "Download")).path();
        assertThat(Files.readString(file, StandardCharsets.UTF_8)).contains(ids).contains(LAYLA);
        press(page, "Continue");
        assertThat(page.locator("main")).containsText(LAYLA);
        assertThat(page.locator("main")).containsText("This can’t be undone.");
        press(page, "Erase");

        assertThat(page.getByRole(AriaRole.STATUS)).containsText("3 comments erased.");
        assertThat(page.content()).doesNotContain("layla");
        assertThat(urls).isNotEmpty().allMatch(url -> !url.contains("layla"));
        assertThat(Postgres.query("SELECT id FROM comment WHERE body IS NOT NULL"))
                .as("the published text is kept by default")
                .containsExactly(List.of(ids.getFirst()));
        assertThat(Postgres.value("SELECT count(*) FROM comment WHERE name IS NOT NULL"))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({
        "en, Look up, 3 comments, Continue, Erase, 3 comments erased.",
        "ar, بحث, 3 تعليقات, متابعة, محو, مُحيت 3 تعليقات."
    })
    void pagesAreAccessibleInBothLanguages(
            String language, String lookUp, String found, String next, String erase, String erased) {
        comments();
        Page page = officer(language, true);
        checkPage(page, "privacy-" + language);
        page.locator("#email").fill("layla@");
        press(page, lookUp);
        checkPage(page, "privacy-error-" + language);
        page.locator("#email").fill(LAYLA);
        press(page, lookUp);
        assertThat(heading(page, found)).isVisible();
        checkPage(page, "author-" + language);
        page.locator("input[value=ERASED]").check();
        press(page, next);
        checkPage(page, "erasure-" + language);

        press(page, erase);

        assertThat(page.getByRole(AriaRole.STATUS)).containsText(erased);
        checkPage(page, "privacy-erased-" + language);
        assertThat(Postgres.value("SELECT count(*) FROM comment WHERE body IS NOT NULL"))
                .isEqualTo("0");
    }

    @Test
    void pageWithTheAddressIsNotCached() {
        comments();
        Page page = officer("en", true);
        page.locator("#email").fill(LAYLA);
        press(page, "Look up");
        assertThat(heading(page, "3 comments")).isVisible();

        page.navigate("/console/privacy");

        // The browser would have to send the form again.
        assertThatThrownBy(page::goBack).hasMessageContaining("ERR_CACHE_MISS");
    }

    private static List<String> comments() {
        String published = approved(Sample.submission("articleTitle", "أسعار السوق"));
        String rejected = submitted(Sample.submission("name", "Layla al-Attar"));
        decide(
                rejected,
                "reject",
                Map.of("version", 0, "reason", "OTHER", "note", "Wrote the same under five articles."),
                admin());
        return List.of(published, rejected, submitted(Sample.submission()));
    }

    private static Locator heading(Page page, String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
    }

    private Page officer(String language, boolean hasScript) {
        addAccount("olga", Role.PRIVACY);
        Page page = reader(new NewContextOptions()
                .setLocale(language)
                .setViewportSize(DESK, 800)
                .setJavaScriptEnabled(hasScript));
        page.onRequest(request -> urls.add(request.url()));
        page.navigate("/console");
        signIn(page, "olga");
        return page;
    }
}
