package mizan.embed.widget;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;

/** Reading threads and replying. */
class ThreadsPageTest extends WidgetBrowserTest {

    @Test
    void deepRepliesAreFlatAndNameTheirParent() {
        String parent = published(Sample.submission("name", "أ"));
        for (String name : List.of("ب", "ج", "د", "هـ")) {
            parent = published(Sample.with(Sample.reply(parent), "name", name));
        }
        Page page = phone();
        read(page, article(""));

        assertThat(page.locator(".threads > .comment")).hasCount(1);
        assertThat(page.locator(".threads > .comment > .replies > .comment > .replies > .comment > .entry .name"))
                .hasText(new String[] {"ج", "د", "هـ"});
        assertThat(page.locator(".to")).hasText(new String[] {"ردًا على ج", "ردًا على د"});
        assertThat(fitsViewport(page)).isTrue();
    }

    @Test
    void removedCommentStaysAsPlaceholder() {
        String top = published(Sample.submission());
        published(Sample.with(Sample.reply(top), "body", "بقيتُ هنا"));
        decide(top, "reopen", Map.of("version", 1), admin());
        Page page = phone();

        read(page, article(""));

        assertThat(page.locator(".threads > .comment > .entry > .removed")).hasText("أُزيل هذا التعليق.");
        assertThat(page.locator(".replies .body")).hasText("بقيتُ هنا");
        assertThat(page.locator("h2")).hasText("تعليق واحد");
    }

    @Test
    void moreThreadsAndRepliesLoadOnDemandAndFocusTheFirst() {
        String top = published(Sample.submission());
        for (int i = 1; i <= 53; i++) {
            published(Sample.with(Sample.reply(top), "body", "رد " + i));
        }
        for (int i = 1; i <= 21; i++) {
            published(Sample.submission("body", "تعليق " + i));
        }
        Page page = phone();
        read(page, article(""));
        assertThat(page.locator("h2")).hasText("75 تعليقًا");
        assertThat(page.locator(".replies .comment:visible")).hasCount(3);
        assertThat(page.locator(".toggle:visible")).hasText("53 ردًا");
        takeScreenshot(page, "folded-ar-360");

        press(page, "عرض 50 ردًا آخر");
        assertThat(page.locator(".replies .comment:visible")).hasCount(50);
        assertThat(page.locator(".replies .comment:focus .body")).hasText("رد 4");
        press(page, "عرض 3 ردود أخرى");
        assertThat(page.locator(".replies .comment:visible")).hasCount(53);
        assertThat(page.locator(".replies .comment:focus .body")).hasText("رد 51");
        assertThat(page.locator(".replies + .more")).isHidden();

        assertThat(page.locator(".threads > .comment")).hasCount(20);
        press(page, "عرض مزيد من التعليقات");
        assertThat(page.locator(".threads > .comment")).hasCount(22);
        assertThat(page.locator(".threads > .comment:focus > .entry .body")).hasText("تعليق 20");
        assertThat(button(page, "عرض مزيد من التعليقات")).isHidden();
    }

    @Test
    void threadsCanBeSortedNewestFirst() {
        published(Sample.submission("body", "القديم"));
        published(Sample.submission("body", "الجديد"));
        Page page = phone();
        read(page, article(""));
        assertThat(page.locator(".body")).hasText(new String[] {"القديم", "الجديد"});

        page.getByLabel("ترتيب التعليقات").selectOption("newest");
        assertThat(page.locator(".body")).hasText(new String[] {"الجديد", "القديم"});

        read(page, article("order=\"newest\""));
        assertThat(page.locator(".body")).hasText(new String[] {"الجديد", "القديم"});
        fill(page, "ليلى", "layla@example.org", "الأجدّ");
        press(page, "إرسال التعليق");
        assertThat(page.locator(".body")).hasText(new String[] {"الأجدّ", "الجديد", "القديم"});
    }

    @Test
    void replyFormIsBelowTheParent() {
        String top = published(Sample.submission("name", "سمير"));
        published(Sample.submission("name", "أخرى"));
        Page page = phone();
        read(page, article(""));

        press(page, "رد على \u2068سمير\u2069");
        assertThat(focused(page)).isEqualTo("body");
        assertThat(page.locator(".threads > .comment").first().locator("form")).hasCount(1);
        assertThat(page.locator(".respond h3")).hasText("رد على سمير");
        assertThat(accessibilityViolations(page)).isEmpty();
        takeScreenshot(page, "reply-ar-360");

        press(page, "إلغاء الرد");
        assertThat(page.locator(".threads form")).hasCount(0);
        assertThat(focused(page)).isEqualTo("reply");

        press(page, "رد على \u2068سمير\u2069");
        fill(page, "ليلى", "layla@example.org", "أوافقك");
        reload(page);
        assertThat(page.locator(".threads > .comment").first().locator("form")).hasCount(1);
        press(page, "إرسال التعليق");

        assertThat(page.locator(".threads > .comment").first().locator(".replies .own .body"))
                .hasText("أوافقك");
        assertThat(Postgres.value("SELECT parent_id FROM comment WHERE body = 'أوافقك'"))
                .isEqualTo(top);
    }

    @Test
    void linkToACommentScrollsToIt() {
        for (int i = 0; i < 12; i++) {
            published(Sample.submission());
        }
        String id = published(Sample.submission("body", "هذا هو"));
        Page page = phone();

        read(page, article("") + "#comment-" + id);

        Locator target = page.locator(".target .body");
        assertThat(target).hasText("هذا هو");
        assertThat(target).isInViewport();
    }

    @Test
    void hundredNestedRepliesFitTheColumn() {
        String parent = published(Sample.submission());
        for (int i = 0; i < 100; i++) {
            parent = published(Sample.reply(parent));
        }
        Page page = phone();

        read(page, article(""));
        press(page, "عرض 97 ردًا آخر");
        press(page, "عرض 50 ردًا آخر");

        assertThat(page.locator(".comment:visible")).hasCount(101);
        assertThat(page.locator(".replies .replies .replies")).hasCount(0);
        assertThat(fitsViewport(page)).isTrue();
    }

    @Test
    void threadFoldsOnItsLineAndItsButton() {
        String top = published(Sample.submission());
        List<String> replies = IntStream.range(0, 6)
                .mapToObj(i -> published(Sample.with(Sample.reply(top), "body", "رد " + i)))
                .toList();
        Page page = phone();
        read(page, article("") + "#comment-" + replies.get(5));
        assertThat(page.locator(".target .body")).hasText("رد 5");
        assertThat(page.locator(".target .body")).isInViewport();
        assertThat(page.locator(".replies > .comment:visible")).hasCount(4);

        Locator line = page.locator(".replies");
        line.click(new Locator.ClickOptions().setPosition(line.boundingBox().width - 5, 200));
        assertThat(page.locator(".replies")).isHidden();
        Locator toggle = page.locator(".toggle:visible");
        assertThat(toggle).hasText("6 ردود");
        assertThat(toggle).hasAttribute("aria-expanded", "false");
        assertThat(accessibilityViolations(page)).isEmpty();
        takeScreenshot(page, "collapsed-ar-360");

        toggle.click();
        assertThat(page.locator(".replies > .comment:visible")).hasCount(4);
        assertThat(toggle).hasAttribute("aria-expanded", "true");
    }

    @Test
    void ownReplyIsShownInAFoldedThread() {
        String top = published(Sample.submission("name", "سمير"));
        IntStream.range(0, 6).forEach(_ -> published(Sample.reply(top)));
        Page page = phone();
        read(page, article(""));

        press(page, "رد على \u2068سمير\u2069");
        fill(page, "ليلى", "layla@example.org", "أوافقك");
        press(page, "إرسال التعليق");
        assertThat(page.locator(".own .body")).isVisible();
        assertThat(page.locator(".replies > .comment:visible")).hasCount(4);

        reload(page);
        assertThat(page.locator(".own .body")).isVisible();
        assertThat(button(page, "عرض 3 ردود أخرى")).isVisible();
    }

    @Test
    void longCommentIsClampedAndBlankLinesAreShownOnce() {
        published(Sample.submission("body", "سطر\n\n\n\n".repeat(20) + "الأخير"));
        published(Sample.submission("body", "قصير"));
        Page page = phone();
        read(page, article(""));
        Locator body = page.locator(".body").first();
        assertThat(button(page, "قراءة المزيد")).hasCount(1);
        assertThat((String) body.evaluate("element => element.textContent")).startsWith("سطر\n\nسطر\n\nسطر");
        double clamped = body.boundingBox().height;
        takeScreenshot(page, "clamped-ar-360");

        press(page, "قراءة المزيد");

        assertThat(button(page, "قراءة المزيد")).hasCount(0);
        assertThat(body.boundingBox().height).isGreaterThan(2 * clamped);
        assertThat(body).isFocused();
    }

    @Test
    void newCommentsAreAnnouncedAndShownOnRequest() {
        published(Sample.submission("body", "القديم"));
        Page page = phone();
        read(page, article("order=\"newest\""));
        assertThat(page.locator(".news")).isHidden();
        published(Sample.submission("body", "الجديد"));
        published(Sample.submission("body", "الأجدّ"));

        page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))");
        press(page, "تعليقان جديدان");

        assertThat(page.locator(".body")).hasText(new String[] {"الأجدّ", "الجديد", "القديم"});
        assertThat(page.locator(".comment:focus .body")).hasText("الأجدّ");
        assertThat(page.locator(".news")).isHidden();
    }
}
