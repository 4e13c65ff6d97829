package mizan.embed.widget;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The widget finds proofs of work. Its requests are led to a replica that asks for one above one comment a minute. */
class ProofPageTest extends WidgetBrowserTest {

    private static final String SEND = "إرسال التعليق";
    private static final String SOLVER = "/embed/solver.js";

    private static final EmbeddedServer SERVICE = replica(Map.of("mizan.sites.gazette.proof-above", "1"));

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @BeforeEach
    void calmDown() {
        SERVICE.getApplicationContext().getBean(MutableClock.class).advance(Duration.ofMinutes(5));
    }

    @Test
    void proofIsFoundAndTheCommentSentAgain() {
        raiseRate();
        Page page = open();
        List<Route> held = new ArrayList<>();
        page.route("**" + SOLVER, held::add);
        fill(page, "ليلى", "layla@example.org", "تعليق مع إثبات");

        press(page, SEND);

        assertThat(page.locator(".form > .hint[role=status]")).hasText("جارٍ التحقق…");
        assertThat(page.locator("#body")).hasValue("تعليق مع إثبات");
        takeScreenshot(page, "checking-ar-360");
        page.waitForCondition(() -> !held.isEmpty());
        held.forEach(ProofPageTest::lead);
        assertThat(page.locator(".own .body")).hasText("تعليق مع إثبات");
        assertThat(page.locator("#body")).hasValue("");
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("2");
        assertThat(findings()).doesNotContain("no-proof");
    }

    @Test
    void browserThatCannotComputeSendsTheCommentWithoutProof() {
        raiseRate();
        Page page = open();
        page.evaluate("() => Object.defineProperty(crypto, 'subtle', { value: undefined })");
        fill(page, "ليلى", "layla@example.org", "تعليق بلا إثبات");

        press(page, SEND);

        assertThat(page.locator(".own .body")).hasText("تعليق بلا إثبات");
        assertThat(findings()).contains("no-proof");
    }

    @Test
    void proofThatIsRefusedAgainAndAgainLosesNothing() {
        raiseRate();
        Page page = open();
        page.route("**/api/v1/sites/gazette/comments", route -> {
            if (route.request().method().equals("POST")) {
                route.resume(new Route.ResumeOptions()
                        .setUrl(target(route))
                        .setPostData(
                                String.valueOf(route.request().postData()).replace("\"proof\":\"", "\"proof\":\"x")));
            } else {
                lead(route);
            }
        });
        fill(page, "ليلى", "layla@example.org", "تعليق مرفوض");

        press(page, SEND);

        assertThat(page.locator(".form .problem")).containsText("عددًا غير معتاد من التعليقات");
        assertThat(page.locator("#body")).hasValue("تعليق مرفوض");
        assertThat(page.locator("#body")).isEditable();
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("1");
    }

    @Test
    void usualCommentNeedsNoSolver() {
        Page page = open();
        fill(page, "ليلى", "layla@example.org", "تعليق عادي");

        press(page, SEND);

        assertThat(page.locator(".own .body")).hasText("تعليق عادي");
        assertThat(requestedPaths()).contains("/api/v1/sites/gazette/stamp").doesNotContain(SOLVER);
    }

    private Page open() {
        Page page = phone();
        page.route(serviceUrl() + "/**", ProofPageTest::lead);
        read(page, article(""));
        return page;
    }

    private static void lead(Route route) {
        route.resume(new Route.ResumeOptions().setUrl(target(route)));
    }

    private static String target(Route route) {
        return "http://localhost:" + SERVICE.getPort()
                + route.request().url().substring(serviceUrl().length());
    }

    private static void raiseRate() {
        sendTo(
                SERVICE.getPort(),
                "POST",
                "/api/v1/sites/gazette/comments",
                json(Sample.submission()).getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                JSON);
    }

    private static String findings() {
        return Postgres.value("SELECT coalesce(findings::text, '') FROM comment WHERE article = 'balance'");
    }
}
