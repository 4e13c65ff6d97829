package mizan.console.queue;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mizan.console.ConsolePageTest;
import mizan.moderator.Accounts;
import mizan.moderator.Actor;
import mizan.moderator.Role;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;

class CommentPageTest extends ConsolePageTest {

    @Test
    void keysDecideAndLeadToTheNextComment() {
        addAccount("layla", Role.MODERATOR);
        String first = submitted(Sample.submission());
        approved(Sample.submission("email", "other@example.org"));
        String third = submitted(Sample.submission("email", "third@example.org"));
        Page page = signedIn("layla", "en", DESK);
        page.navigate("/console/comments/" + first);
        assertThat(page.locator("[rel=prev]")).hasCount(0);

        page.keyboard().press("j");
        page.waitForURL("**/" + third);
        assertThat(page.locator("[rel=next]")).hasCount(0);
        page.keyboard().press("n");
        page.keyboard().type("raj");
        assertThat(page.locator("#note")).hasValue("raj");
        page.keyboard().press("Escape");
        page.keyboard().press("r");
        assertThat(page.locator("#reason")).isFocused();
        page.keyboard().press("Escape");
        page.keyboard().press("2");
        assertThat(page.locator("#reason")).hasValue("ABUSE");
        checkPage(page, "comment-keys");
        page.keyboard().press("r");
        assertThat(page.locator("#history")).containsText("raj");
        // The keys work once the scripts have run.
        page.waitForLoadState();

        page.keyboard().press("k");
        page.waitForURL("**/" + first);
        page.keyboard().press("a");
        assertThat(page.locator("[value=REOPEN]")).isVisible();
        assertThat(Postgres.value("SELECT string_agg(status, ',' ORDER BY submitted_at) FROM comment"))
                .isEqualTo("APPROVED,APPROVED,REJECTED");
    }

    @Test
    void commentIsDecidedAndItsAuthorsAddressDisclosed() {
        addAccount("grace", Role.ADMIN, Role.PRIVACY);
        bean(Accounts.class).add(Actor.COMMAND_LINE, "ada", PASSWORD, Set.of(Role.MODERATOR), Set.of("demo"));
        String top = approved(Sample.submission("body", "ذكّرني المقال بجدّي الذي كان يزن القمح أمام الناس كل صباح."));
        approved(Sample.with(Sample.reply(top), "name", "سامي"));
        String id = submitted(Sample.with(
                Sample.with(Sample.reply(top), "body", "الميزان لا يجامل أحدًا.\nهكذا كان يقول، وما زال على حق."),
                "email",
                "layla@example.org"));
        submitted(Sample.with(Sample.reply(top), "body", "I saw it on Friday. <script>alert(1)</script>"));
        Page page = signedIn("grace", "en", DESK);
        page.navigate("/console/comments/" + id);

        assertThat(page.locator(".thread-entry")).hasCount(4);
        press(page, "Reject");
        assertThat(page.locator("#problem")).hasText("Please choose a reason.");
        page.getByText("Other").click();
        page.locator("#note").fill("first\nsecond");
        String ada = moderator("ada", "MODERATOR", "demo");
        decide(id, "reject", Map.of("version", 0, "reason", "ABUSE", "note", "hers"), ada);
        press(page, "Reject");
        assertThat(page.locator("#problem")).containsText("ada rejected this");
        assertThat(page.locator("blockquote.card")).containsText("first\nsecond");
        page.navigate("/console/comments/" + id);
        assertThat(page.locator("#history .note")).hasText("hers");
        press(page, "Reopen");
        checkPage(page, "comment");
        press(page, "Approve");
        page.getByText("Reveal").click();
        checkPage(page, "disclosure");
        page.locator("#purpose").fill("court order 12/2026");
        press(page, "Reveal");

        assertThat(page.locator("#address")).hasText("layla@example.org");
        assertThat(page.url()).doesNotContain("layla");
        checkPage(page, "disclosed");
        page.getByText("Close").click();
        assertThat(page.locator("body")).not().containsText("layla@example.org");
        assertThat(Postgres.query("SELECT moderator, detail FROM audit_entry WHERE action = 'EMAIL_REVEALED'"))
                .containsExactly(List.of("grace", "court order 12/2026"));
    }
}
