package mizan;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mizan.console.ConsolePageTest;
import mizan.moderator.Role;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Takes the pictures of the documentation, into target/screenshots or the folder of {@code -Dscreenshots=…}. */
class DocumentationScreenshotsTest extends ConsolePageTest {

    private static final Path FOLDER = Path.of(System.getProperty("screenshots", "target/screenshots"));
    private static final int MAX_BYTES = 200 * 1024;

    @ParameterizedTest
    @CsvSource({"ar, 1280, 900", "ar, 390, 844", "en, 1280, 900", "en, 390, 844"})
    void widgetShowsThreads(String language, int width, int height) {
        Texts texts = Texts.in(language);
        String question = approved(comment(texts, 0, 0, null));
        approved(comment(texts, 1, 1, question));
        approved(comment(texts, 2, 2, null));
        Page page = reader(new NewContextOptions().setLocale(language).setViewportSize(width, height));

        page.navigate(language.equals("ar") ? "/" : "/en");
        page.locator(".comment:visible").nth(2).waitFor();
        page.locator("mizan-comments")
                .evaluate("element => scrollTo(0, scrollY + element.getBoundingClientRect().top - 180)");

        take(page, "widget-" + language + "-" + width);
    }

    @ParameterizedTest
    @CsvSource({"ar, سلمى, 1280, 800", "ar, سلمى, 390, 844", "en, salma, 1280, 800", "en, salma, 390, 844"})
    void consoleShowsQueue(String language, String moderator, int width, int height) {
        Texts texts = Texts.in(language);
        addAccount(moderator, Role.MODERATOR);
        approved(comment(texts, 3, 3, null));
        String flagged = submitted(comment(texts, 4, 4, null));
        submitted(comment(texts, 0, 0, null));
        submitted(comment(texts, 3, 2, null));
        submitted(comment(texts, 1, 1, null));
        setFindings(flagged, texts);
        Page page = reader(new NewContextOptions().setLocale(language).setViewportSize(width, height));

        page.navigate("/console");
        signIn(page, moderator);
        page.locator("#claim-next").press("Enter");
        page.locator(".item.current").waitFor();
        if (width == 1280) {
            page.locator("#context .thread-entry").first().waitFor();
        }
        page.evaluate("() => scrollTo(0, 0)");

        take(page, "console-" + language + "-" + width);
    }

    private static void take(Page page, String name) {
        byte[] picture = page.screenshot(new ScreenshotOptions().setPath(FOLDER.resolve(name + ".png")));

        assertThat(fitsViewport(page))
                .as("%s has no horizontal scroll bar", name)
                .isTrue();
        assertThat(picture.length).as("bytes of %s", name).isLessThan(MAX_BYTES);
    }

    // The site is Arabic and the texts come again in each picture, so that screening finds something in most of them.
    private static void setFindings(String comment, Texts texts) {
        int from = texts.bodies().get(4).indexOf(texts.link());
        Postgres.execute("UPDATE comment SET findings = '[]', score = 0");
        Postgres.execute("""
                UPDATE comment
                   SET findings = '[{"rule": "listed-domain", "detail": "%s", "spans": [[%d, %d]]}]'
                 WHERE id = '%s'
                """.formatted(texts.link(), from, from + texts.link().length(), comment));
    }

    /** Returns a submission with the author and the text at these indexes, seven minutes after the previous one. */
    private static Map<String, Object> comment(Texts texts, int author, int body, @Nullable String parent) {
        bean(MutableClock.class).advance(Duration.ofMinutes(7));
        Map<String, Object> comment = new HashMap<>();
        comment.put("name", texts.names().get(author));
        comment.put("email", "reader" + author + "@example.org");
        comment.put("body", texts.bodies().get(body));
        comment.put("article", "demo-" + texts.language());
        comment.put("articleTitle", texts.title());
        comment.put("parentId", parent);
        return comment;
    }

    /**
     * Sample comments in one language.
     *
     * @param link an advertised address in the last of the bodies
     */
    private record Texts(String language, String title, String link, List<String> names, List<String> bodies) {

        private static final Texts ARABIC = new Texts(
                "ar",
                "عودة الموازين إلى سوق المدينة القديمة",
                "shop.example",
                List.of("ليلى العطّار", "يوسف حدّاد", "مريم السالم", "كريم منصور", "عروض اليوم"),
                List.of(
                        "ذكّرني المقال بجدّي الذي كان يزن القمح أمام الناس كل صباح. وكان يقول: الميزان لا يجامل أحدًا.",
                        "شكرًا على هذه الذكرى الجميلة. هل ما زال دكانه في السوق؟",
                        "عمل مهم، وأتمنى أن تصل الفكرة إلى بقية أسواق المدينة.",
                        "خبر مفرح. متى يبدأ العمل بالموازين الجديدة؟",
                        "موازين رقمية بنصف السعر، والتوصيل مجاني: shop.example"));

        private static final Texts ENGLISH = new Texts(
                "en",
                "Scales return to the old city market",
                "shop.example",
                List.of("Layla Attar", "Youssef Haddad", "Mariam Salem", "Karim Mansour", "Deals of the day"),
                List.of(
                        "My grandfather weighed wheat in public every morning. The scales flatter no one, he used to say.",
                        "Thank you for this lovely memory. Is his shop still in the market?",
                        "Important work. I hope the idea reaches the other markets of the city.",
                        "Good news. When will the new scales be in use?",
                        "Digital scales at half the price, free delivery: shop.example"));

        static Texts in(String language) {
            return language.equals("ar") ? ARABIC : ENGLISH;
        }
    }
}
