package mizan.console.queue;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import mizan.moderator.Role;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BulkDecisionPageTest extends QueueBrowserTest {

    @Test
    void commentsWithTheSameTextShareACardAndAreDecidedTogether() {
        addAccount("layla", Role.MODERATOR);
        Map<String, Object> repeated = Sample.submission();
        for (String reader : List.of("a@example.org", "b@example.org", "c@example.org")) {
            submit(Sample.with(repeated, "email", reader));
        }
        submit(Sample.submission());
        Page page = signedIn("layla", "en", DESK);
        assertThat(page.locator("#items > .item")).hasCount(2);
        assertThat(page.locator(".same-text summary")).hasText("2 more comments with the same or a similar text");
        checkView(page, "duplicates-en-1280");

        page.keyboard().press("a");

        await("APPROVED,APPROVED,APPROVED,PENDING");
        page.keyboard().press("u");
        await("PENDING,PENDING,PENDING,PENDING");
        page.locator(".same-text summary").click();
        page.locator(".same-text .approve").first().click();
        await("PENDING,APPROVED,PENDING,PENDING");
    }

    @Test
    void bulkDecisionOfMoreThanOneRequestSharesTheLongestNote() {
        addAccount("grace", Role.ADMIN);
        Postgres.execute("""
                INSERT INTO comment (id, site, article, root_id, name, body, email_sealed, email_fingerprint, digest,
                                     receipt_hash, status, version, submitted_at)
                SELECT id, 'demo', 'a', id, 'Reader', 'Text ' || i, '\\x00', sha256('a'),
                       sha256(CAST(CAST(id AS text) AS bytea)), sha256(CAST(CAST(id AS text) AS bytea)), 'PENDING', 0, now()
                  FROM (SELECT i, gen_random_uuid() AS id FROM generate_series(1, 501) i) ids
                """);
        Page page = signedIn("grace", "en", DESK);
        page.evaluate("""
                async () => {
                    for (let more; more = document.querySelector('#more a'); ) {
                        more.click();
                        await new Promise(resolve => document.addEventListener('htmx:afterSettle', resolve, { once: true }));
                    }
                    document.querySelectorAll('.select-box').forEach(box => box.checked = true);
                    document.querySelector('.select-box').dispatchEvent(new Event('change', { bubbles: true }));
                }
                """);
        assertThat(page.locator("#bulk-count")).hasText("501 selected");
        String longest = "ه\u0301\u0300\u0301".repeat(1_000);

        page.locator("[data-bulk=REJECT]").click();
        page.locator("#confirm-submit").click();
        assertThat(page.locator("#confirm-reason-error")).hasText("Please choose a reason.");
        page.locator("#confirm [value=SPAM]").check();
        page.locator("#confirm-note").fill(longest + ".");
        page.locator("#confirm-submit").click();
        assertThat(page.locator("#confirm-error")).hasText("Please shorten this: at most 1,000 characters.");
        page.locator("#confirm-note").fill(longest);
        page.locator("#confirm-submit").click();

        Awaitility.await()
                .untilAsserted(() -> assertThat(Postgres.query("SELECT count(*), count(DISTINCT batch_id) FROM decision"
                                + " WHERE reason = 'SPAM' AND octet_length(note) = 8000"))
                        .containsExactly(List.of("501", "2")));
        awaitResponses(page);
        page.keyboard().press("u");
        Awaitility.await()
                .untilAsserted(() -> assertThat(Postgres.value("SELECT count(*) FROM comment WHERE status = 'PENDING'"))
                        .isEqualTo("501"));
        awaitResponses(page);
    }

    @ParameterizedTest
    @CsvSource({"ar, ليلى", "en, layla"})
    void rejectionAsIllegalAsksForTheLegalGround(String language, String name) {
        addAccount(name, Role.MODERATOR);
        List<String> ids = submitComments(4);
        Page page = signedIn(name, language, DESK);
        assertThat(card(page, ids.get(0))).hasClass(Pattern.compile("current"));

        page.keyboard().press("r");
        page.keyboard().press("6");
        page.keyboard().press("Enter");
        checkView(page, "illegal-" + language + "-1280");
        page.keyboard().type("Article 1");
        page.keyboard().press("Enter");

        await("REJECTED,PENDING,PENDING,PENDING");
        page.keyboard().press("x");
        page.keyboard().press("j");
        page.keyboard().press("x");
        page.keyboard().press("r");
        page.keyboard().press("6");
        page.keyboard().press("Enter");
        assertThat(page.locator("#confirm-ground-error")).not().isEmpty();
        page.setViewportSize(390, 800);
        checkView(page, "illegal-bulk-" + language + "-390");
        page.keyboard().type("Article 2");
        page.locator("#confirm-submit").click();
        await("REJECTED,REJECTED,REJECTED,PENDING");
        assertThat(Postgres.value("SELECT string_agg(legal_ground, ',' ORDER BY legal_ground) FROM decision"))
                .isEqualTo("Article 1,Article 2,Article 2");
        awaitResponses(page);
        page.navigate("/console/comments/" + ids.get(3) + "/reject");
        assertThat(page.locator("#legal-ground")).isHidden();
        page.locator("[value=ILLEGAL]").check();
        assertThat(page.locator("#legal-ground")).isVisible();
        takeScreenshot(page, "reject-" + language + "-390");
    }

    @ParameterizedTest
    @CsvSource({"1280, 800", "360, 740"})
    void reasonsAreNotCoveredByUndo(int width, int height) {
        addAccount("layla", Role.MODERATOR);
        List<String> ids = submitComments(8);
        Page page = signedIn("layla", "en", width);
        page.setViewportSize(width, height);
        page.keyboard().press("a");
        await("APPROVED,PENDING,PENDING,PENDING,PENDING,PENDING,PENDING,PENDING");
        assertThat(page.locator("#undo")).isVisible();

        for (String id : ids.subList(1, 8)) {
            focus(page, id);
            (width == PHONE
                            ? page.locator("[data-thumb=reject]")
                            : card(page, id).locator(".reject"))
                    .click();
            assertThat(card(page, id).locator(".reasons")).isVisible();
            Object visible = card(page, id).evaluate("""
                    item => [...item.querySelectorAll('.reasons fieldset button')].filter(button => {
                        const { left, top, width, height } = button.getBoundingClientRect();
                        return button.contains(document.elementFromPoint(left + width / 2, top + height / 2));
                    }).length
                    """);
            assertThat(visible).isEqualTo(7);
            if (id.equals(ids.get(1))) {
                takeScreenshot(page, "reasons-with-undo-" + width);
            }
            page.keyboard().press("Escape");
        }
        awaitResponses(page);
    }
}
