package mizan.console.screening;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Map;
import mizan.console.ConsolePageTest;
import mizan.moderator.Role;
import mizan.screening.ScreeningPolicies;
import mizan.screening.learning.LearnedSite;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RuleFormPageTest extends ConsolePageTest {

    @AfterEach
    void forget() {
        Postgres.deleteRows();
        bean(ScreeningPolicies.class).refresh();
        LearnedSite.forget(beans());
    }

    @Test
    void adminTriesChangedRulesSavesThemAndGoesBack() {
        addAccount("grace", Role.ADMIN);
        LearnedSite.train(beans());
        decide(
                submitted(Sample.submission("body", "يا خروف 0501234567")),
                "reject",
                Map.of("version", 0, "reason", "SPAM"),
                admin());
        Page page = signedIn("grace", "en", DESK);
        page.navigate("/console/screening");

        page.locator("#words").fill("خروف\nجمل");
        page.locator("[name=weight-words]").fill("80");
        page.locator("[name=on-phone-number]").uncheck();
        press(page, "Try on past decisions");

        assertThat(page.locator("#backtest tr").filter(row("Listed word"))).containsText("0 → 1");
        assertThat(page.locator("#backtest tr").filter(row("Phone number"))).containsText("1 → 0");
        checkPage(page, "screening-backtest");
        press(page, "Save");
        assertThat(page.locator("[role=status]")).containsText("Saved");
        checkPage(page, "screening-rules");

        page.locator("#words").fill("");
        press(page, "Save");
        assertThat(page.locator("#words")).hasValue("");
        page.getByText("Version 1").click();
        assertThat(page.locator("#words")).hasValue("خروف\nجمل");
        press(page, "Save");
        assertThat(page.getByText("Version 3")).isVisible();
    }

    private static Locator.FilterOptions row(String name) {
        return new Locator.FilterOptions().setHasText(name);
    }

    private static LearnedSite.Beans beans() {
        return new LearnedSite.Beans() {
            @Override
            public <T> T get(Class<T> type) {
                return bean(type);
            }
        };
    }
}
