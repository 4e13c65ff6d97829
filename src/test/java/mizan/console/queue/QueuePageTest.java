package mizan.console.queue;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.regex.Pattern;
import mizan.moderator.Role;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueuePageTest extends QueueBrowserTest {

    private static final String RLO = "\u202E";

    @ParameterizedTest
    @CsvSource({"ar, ليلى, تم تحديد 3 تعليقات, رفض 3 تعليقات؟", "en, layla, 3 selected, Reject 3 comments?"})
    void queueIsModeratedByKeyboardAlone(String language, String name, String selected, String question) {
        addAccount(name, Role.MODERATOR);
        List<String> ids = submitComments(6);
        setFindings(ids.get(1), "profanity", "كلمة نابية", 5, 9);
        Page page = signedIn(name, language, DESK);
        page.locator("#claim-next").press("Enter");
        assertThat(card(page, ids.get(0))).hasClass(Pattern.compile("current"));
        assertThat(page.locator(".item")).hasCount(6);
        assertThat(card(page, ids.get(1)).locator("mark")).hasText("جميل");
        checkView(page, "queue-" + language + "-1280");

        page.keyboard().press("a");
        assertThat(card(page, ids.get(1))).hasClass(Pattern.compile("current"));
        page.keyboard().press("r");
        assertThat(card(page, ids.get(1)).locator(".reasons")).isVisible();
        checkView(page, "reasons-" + language + "-1280");
        page.keyboard().press("3");
        await("APPROVED,REJECTED,PENDING,PENDING,PENDING,PENDING");
        page.keyboard().press("n");
        page.keyboard().type("ملاحظة a r u");
        page.keyboard().press("Enter");
        page.keyboard().press("r");
        page.keyboard().press("7");
        await("APPROVED,REJECTED,REJECTED,PENDING,PENDING,PENDING");
        assertThat(Postgres.value("SELECT note FROM decision WHERE reason = 'OTHER'"))
                .isEqualTo("ملاحظة a r u");
        page.keyboard().press("u");
        await("APPROVED,REJECTED,PENDING,PENDING,PENDING,PENDING");
        assertThat(card(page, ids.get(2))).hasClass(Pattern.compile("current"));
        page.keyboard().press("e");
        assertThat(card(page, ids.get(2)).locator(".decision-history li")).hasCount(2);
        page.keyboard().press("x");
        page.keyboard().press("j");
        page.keyboard().press("j");
        page.keyboard().press("Shift+x");
        assertThat(page.locator("#bulk-count")).hasText(selected);
        checkView(page, "selected-" + language + "-1280");
        page.keyboard().press("r");
        assertThat(page.locator("#confirm-title")).hasText(question);
        page.keyboard().press("2");
        checkView(page, "confirm-" + language + "-1280");
        page.keyboard().press("Enter");
        await("APPROVED,REJECTED,REJECTED,REJECTED,REJECTED,PENDING");
        assertThat(Postgres.value("SELECT count(*) FROM decision WHERE reason = 'ABUSE'"))
                .isEqualTo("3");
        page.keyboard().press("u");
        await("APPROVED,REJECTED,PENDING,PENDING,PENDING,PENDING");

        page.keyboard().press("?");
        page.locator("#shortcuts-on").uncheck();
        checkView(page, "help-" + language + "-1280");
        page.keyboard().press("Escape");
        page.keyboard().press("a");
        page.keyboard().press("/");
        assertThat(page.locator("#q")).not().isFocused();
        assertThat(statuses()).isEqualTo("APPROVED,REJECTED,PENDING,PENDING,PENDING,PENDING");
        page.setViewportSize(PHONE, 740);
        checkView(page, "queue-" + language + "-360");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        checkView(page, "queue-" + language + "-360-dark");
    }

    @ParameterizedTest
    @CsvSource({"ar, ليلى, 60 تعليقًا, تعليق واحد", "en, layla, 60 comments, 1 comment"})
    void filtersFindCommentsOfAllStatusesAndSayHowMany(String language, String name, String many, String one) {
        addAccount(name, Role.MODERATOR);
        List<String> ids = submitComments(60);
        Page page = signedIn(name, language, DESK);
        page.keyboard().press("a");
        Awaitility.await().untilAsserted(() -> assertThat(statuses()).startsWith("APPROVED,PENDING"));
        awaitResponses(page);

        page.locator(".more-filters summary").click();
        page.locator("#status").selectOption("ALL");
        page.locator("#filters button").click();
        assertThat(page.locator("#total")).hasText(many);
        assertThat(page.locator(".item")).hasCount(QueueQuery.PAGE_SIZE);
        checkView(page, "filter-all-" + language + "-1280");
        page.locator("[name=moderator]").check();
        checkView(page, "filter-more-" + language + "-1280");
        page.locator("#filters button").click();

        assertThat(page.locator("#total")).hasText(one);
        assertThat(page.locator(".item")).hasCount(1);
        assertThat(card(page, ids.get(0))).isVisible();
        assertThat(page.locator("[name=moderator]")).isChecked();
        page.locator("#from").fill("2001-01-01");
        page.locator("#until").fill("2001-01-02");
        page.locator("#filters button").click();
        assertThat(page.locator(".item")).hasCount(0);
        page.setViewportSize(390, 800);
        checkView(page, "filter-none-" + language + "-390");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        checkView(page, "filter-none-" + language + "-390-dark");
        page.locator("#until").fill("2000-01-02");
        page.locator("#filters button").click();
        assertThat(page.locator(".notice.danger")).isVisible();
    }

    @Test
    void longListLoadsMoreCards() {
        addAccount("grace", Role.ADMIN);
        submitComments(QueueQuery.PAGE_SIZE + 5);
        Page page = signedIn("grace", "en", DESK);
        assertThat(page.locator(".item")).hasCount(QueueQuery.PAGE_SIZE);

        page.locator(".item").last().locator(".comment").focus();
        page.keyboard().press("j");

        assertThat(page.locator(".item")).hasCount(QueueQuery.PAGE_SIZE + 5);
        page.keyboard().press("j");
        page.keyboard().press("j");
        assertThat(page.locator(".item.current")).hasCount(1);
        assertThat(page.locator(".item.current .comment")).isFocused();
    }

    @Test
    void hostileOrDamagedCommentsAreShownSafely() {
        addAccount("grace", Role.ADMIN);
        List<String> ids = List.of(
                submitted(Sample.with(
                        Sample.submission("name", "<img src=x onerror=alert(1)>"),
                        "body",
                        "<script>alert(1)</script><img src=https://evil.example/x>")),
                submitted(Sample.submission("body", RLO + "من اليسار left \u2066 open")),
                submitted(Sample.submission("body", "w".repeat(5_000))),
                submitted(Sample.submission("body", ("ه" + "\u0301\u0300".repeat(4) + " ").repeat(8))),
                submitted(Sample.submission("body", "findings that are none")),
                submitted(Sample.submission("body", "spans that break")));
        Postgres.execute("UPDATE comment SET findings = '{\"no\":1}' WHERE id = '" + ids.get(4) + "'");
        Postgres.execute("UPDATE comment SET findings = '[{\"rule\":\"x\",\"spans\":[[]]}]', email_sealed = '\\x00'"
                + " WHERE id = '" + ids.get(5) + "'");
        Page page = signedIn("grace", "en", PHONE);

        assertThat(page.locator(".item")).hasCount(6);
        assertThat(page.locator("#items :is(img, script, svg)")).hasCount(0);
        assertThat(card(page, ids.get(0)).locator(".name")).hasText("<img src=x onerror=alert(1)>");
        assertThat(card(page, ids.get(4))).containsText("Flags cannot be read");
        assertThat(card(page, ids.get(5))).containsText("Flags cannot be read");
        assertThat(card(page, ids.get(5))).containsText("E-mail address cannot be read: its data is damaged");
        checkView(page, "hostile-en-360");
        focus(page, ids.get(5));
        page.keyboard().press("r");
        page.keyboard().press("1");
        await("PENDING,PENDING,PENDING,PENDING,PENDING,REJECTED");
    }
}
