package mizan.console.queue;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import mizan.console.ConsolePageTest;
import mizan.moderator.Accounts;
import mizan.moderator.Actor;
import mizan.moderator.Role;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueuePageTest extends ConsolePageTest {

    private static final Pattern THEIRS = Pattern.compile("omar.? approved this");

    private static final String RLO = "\u202E";

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
        assertThat(page.locator(".same-text summary")).hasText("2 more comments with the same text");
        checkView(page, "duplicates-en-1280");

        page.keyboard().press("a");

        await("APPROVED,APPROVED,APPROVED,PENDING");
        page.keyboard().press("u");
        await("PENDING,PENDING,PENDING,PENDING");
        page.locator(".same-text summary").click();
        page.locator(".same-text .approve").first().click();
        await("PENDING,APPROVED,PENDING,PENDING");
    }

    @ParameterizedTest
    @CsvSource({"ar, ليلى, اختيرت 3 تعليقات, رفض 3 تعليقات؟", "en, layla, 3 selected, Reject 3 comments?"})
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
    @CsvSource({"ar, ليلى, قيد المراجعة لدى, مُسند إليك", "en, layla, is reviewing this, Assigned to you"})
    void claimIsTakenOverAndReleasedOnItsCard(String language, String name, String theirs, String own) {
        addAccount(name, Role.ADMIN);
        List<String> ids = submitComments(3);
        String omar = moderator("omar", "MODERATOR", "demo");
        post("/api/v1/moderation/claims", Map.of("limit", 2), "Authorization", omar);
        Page page = signedIn(name, language, DESK);
        Locator card = card(page, ids.get(0));
        assertThat(card.locator(".claim")).containsText(theirs);
        checkView(page, "claims-" + language + "-1280");

        card.locator(".claim button").click();

        assertThat(card.locator(".claim")).containsText(own);
        assertThat(card.locator(".comment")).isFocused();
        card.locator(".claim button").click();
        assertThat(card.locator(".claim")).isHidden();
        // Omar claims it again without this page noticing. A refused decision shows the claim.
        post("/api/v1/moderation/claims", Map.of("limit", 1), "Authorization", omar);
        page.keyboard().press("a");
        assertThat(card.locator(".claim")).containsText(theirs);
        assertThat(page.locator("#alerts")).containsText("omar");
        page.setViewportSize(390, 800);
        checkView(page, "claims-" + language + "-390");
        card.locator(".claim button").click();
        assertThat(card.locator(".claim")).containsText(own);
        page.keyboard().press("a");
        await("APPROVED,PENDING,PENDING");
        assertThat(Postgres.value("SELECT count(*) FROM audit_entry WHERE action = 'CLAIM_TAKEN_OVER'"))
                .isEqualTo("2");
        awaitResponses(page);
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
    @CsvSource({"ar, ليلى, 60 تعليقًا, تعليق واحد", "en, layla, 60 comments, 1 comment"})
    void filtersFindCommentsOfAllStatusesAndSayHowMany(String language, String name, String many, String one) {
        addAccount(name, Role.MODERATOR);
        List<String> ids = submitComments(60);
        Page page = signedIn(name, language, DESK);
        page.keyboard().press("a");
        Awaitility.await().untilAsserted(() -> assertThat(statuses()).startsWith("APPROVED,PENDING"));
        awaitResponses(page);

        page.locator("#status").selectOption("ALL");
        page.locator("#filters button").click();
        assertThat(page.locator("#total")).hasText(many);
        assertThat(page.locator(".item")).hasCount(QueueQuery.PAGE_SIZE);
        checkView(page, "filter-all-" + language + "-1280");
        page.locator(".more-filters summary").click();
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

    @ParameterizedTest
    @CsvSource({"1280, 800", "360, 740"})
    void reasonsAreNotCoveredByUndo(int width, int height) {
        addAccount("layla", Role.MODERATOR);
        List<String> ids = submitComments(8);
        Page page = signedIn("layla", "en", width);
        page.setViewportSize(width, height);
        page.keyboard().press("a");
        await("APPROVED,PENDING,PENDING,PENDING,PENDING,PENDING,PENDING,PENDING");
        assertThat(page.locator("#last-decision")).isVisible();

        for (String id : ids.subList(1, 8)) {
            card(page, id).locator(".reject").click();
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

    @Test
    void claimedCardsAreSkippedAndRefusalsStay() {
        addAccount("layla", Role.MODERATOR);
        List<String> ids = submitComments(6);
        String omar = moderator("omar", "MODERATOR", "demo");
        post("/api/v1/moderation/comments/" + ids.get(1) + "/claim", "", "Authorization", omar);
        Page page = signedIn("layla", "en", DESK);

        page.keyboard().press("a");
        assertThat(card(page, ids.get(2))).hasClass(Pattern.compile("current"));
        page.keyboard().press("k");
        page.keyboard().press("a");
        assertThat(page.locator("#alerts")).containsText("is reviewing this");
        page.keyboard().press("r");
        assertThat(page.locator(".reasons")).hasCount(0);
        page.keyboard().press("Escape");
        await("APPROVED,PENDING,PENDING,PENDING,PENDING,PENDING");

        // Omar claims three more without this page noticing. The refusals stay while the next decision is made.
        for (int i = 2; i < 5; i++) {
            post("/api/v1/moderation/comments/" + ids.get(i) + "/claim", "", "Authorization", omar);
        }
        for (int i = 2; i < 6; i++) {
            focus(page, ids.get(i));
            page.keyboard().press("a");
        }
        await("APPROVED,PENDING,PENDING,PENDING,PENDING,APPROVED");
        assertThat(page.locator("#alerts summary")).hasText("3 decisions not saved");
        page.locator("#alerts summary").click();
        assertThat(page.locator("#alerts li")).hasCount(3);
        checkView(page, "refusals-en-1280");
        press(page, "Close");
        assertThat(page.locator("#alerts")).isEmpty();
        awaitResponses(page);
    }

    @Test
    void decisionsSurviveConflictsOfflineAndSessionEnd() {
        addAccount("layla", Role.MODERATOR);
        addAccount("omar", Role.MODERATOR);
        List<String> ids = submitComments(4);
        Page layla = signedIn("layla", "en", SMALL);
        Page omar = signedIn("omar", "en", SMALL);
        for (Page page : List.of(layla, omar)) {
            page.waitForFunction("() => document.querySelector('#pending').dataset.count === '4'");
        }

        omar.keyboard().press("a");
        assertThat(card(layla, ids.get(0)).locator("[data-state]")).containsText(THEIRS);
        assertThat(layla.locator("#pending")).hasText("3");
        checkView(layla, "decided-by-another-en-1024");

        // Omar decides while Layla's browser receives no events and is then offline.
        layla.route("**/events*", route -> route.abort());
        layla.reload();
        assertThat(layla.locator("#paused")).hasText("Live updates paused. Reconnecting…");
        layla.context().setOffline(true);
        omar.keyboard().press("a");
        await("APPROVED,APPROVED,PENDING,PENDING");
        focus(layla, ids.get(1));
        layla.keyboard().press("r");
        layla.keyboard().press("1");
        assertThat(layla.locator("#alerts")).containsText("saved here");
        assertThat(card(layla, ids.get(1)).locator("[data-state]")).hasText("You rejected this");
        checkView(layla, "offline-en-1024");
        layla.context().setOffline(false);
        assertThat(card(layla, ids.get(1)).locator("[data-state]")).containsText(THEIRS);
        assertThat(layla.locator("#alerts")).containsText(THEIRS);
        assertThat(statuses()).isEqualTo("APPROVED,APPROVED,PENDING,PENDING");
        assertThat(layla.locator("#last-decision")).isHidden();
        checkView(layla, "refused-en-1024");

        // The session ends. The typed note is kept.
        bean(Accounts.class).changePassword(Actor.COMMAND_LINE, "layla", PASSWORD + "!");
        focus(layla, ids.get(2));
        layla.keyboard().press("n");
        layla.keyboard().type("seen twice");
        layla.keyboard().press("Enter");
        layla.keyboard().press("a");
        assertThat(layla.locator("#alerts")).containsText("session has ended");
        bean(Accounts.class).changePassword(Actor.COMMAND_LINE, "layla", PASSWORD);
        Page again = layla.context().newPage();
        again.navigate("/console/sign-in");
        signIn(again, "layla");
        layla.evaluate("() => dispatchEvent(new Event('focus'))");
        await("APPROVED,APPROVED,APPROVED,PENDING");
        assertThat(Postgres.value("SELECT note FROM decision WHERE note IS NOT NULL"))
                .isEqualTo("seen twice");

        // New comments are announced by a button, which appends them to the list.
        submitted(Sample.submission());
        assertThat(omar.locator("#arrivals")).hasText("1 new");
        omar.locator("#arrivals").click();
        assertThat(omar.locator(".item")).hasCount(5);
    }

    @Test
    void decisionIsUndoneAfterReloadAndFailedUndoIsShown() {
        addAccount("grace", Role.ADMIN);
        List<String> ids = submitComments(3);
        Page page = signedIn("grace", "en", DESK);

        page.keyboard().press("a");
        await("APPROVED,PENDING,PENDING");
        assertThat(page.locator("#last-decision")).isVisible();
        page.waitForFunction("() => sessionStorage.getItem('mizan.undo.grace') !== '[]'");
        awaitResponses(page);
        page.reload();
        page.keyboard().press("u");
        await("PENDING,PENDING,PENDING");
        awaitResponses(page);

        // A proxy answers in place of the service.
        page.reload();
        page.keyboard().press("a");
        await("APPROVED,PENDING,PENDING");
        page.route(
                "**/undo",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(403)
                        .setContentType("text/html")
                        .setBody("<h1>no</h1>")));
        page.keyboard().press("u");
        assertThat(page.locator("#alerts")).containsText("Decision failed");
        assertThat(card(page, ids.get(0)).locator("[data-state]")).hasText("You approved this");

        // A note that is being typed is kept when another moderator decides on the comment.
        focus(page, ids.get(1));
        page.keyboard().press("n");
        page.keyboard().type("to");
        decide(ids.get(1), "approve", Map.of("version", 0), moderator("omar", "MODERATOR", "demo"));
        assertThat(card(page, ids.get(1)).locator("[data-state]")).containsText(THEIRS);
        page.keyboard().type("uja");
        assertThat(card(page, ids.get(1)).locator("textarea")).hasValue("touja");
        assertThat(statuses()).isEqualTo("APPROVED,APPROVED,PENDING");
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

    private static List<String> submitComments(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> submitted(Sample.submission("email", "reader" + i + "@example.org")))
                .toList();
    }

    private static void setFindings(String id, String rule, String detail, int from, int to) {
        Postgres.execute("""
            UPDATE comment
               SET findings = '[{"rule": "%s", "detail": "%s", "spans": [[%d, %d]]}]'
             WHERE id = '%s'
            """.formatted(rule, detail, from, to, id));
    }

    private static Locator card(Page page, String id) {
        return page.locator("#comment-" + id);
    }

    private static void focus(Page page, String id) {
        card(page, id).locator(".comment").focus();
    }

    private static String statuses() {
        return Postgres.value("SELECT string_agg(status, ',' ORDER BY submitted_at) FROM comment");
    }

    private static void await(String statuses) {
        Awaitility.await(statuses).untilAsserted(() -> assertThat(statuses()).isEqualTo(statuses));
    }

    // While requests are in flight, leaving the page opens a confirmation dialog.
    private static void awaitResponses(Page page) {
        page.evaluate(
                "async () => (await import(new URL('requests.js', document.querySelector('script[type=module]').src)))"
                        + ".whenIdle()");
    }

    private static void checkView(Page page, String name) {
        assertThat(accessibilityViolations(page)).as(name).isEmpty();
        assertThat(fitsViewport(page)).as(name + " fits").isTrue();
        takeScreenshot(page, name);
    }
}
