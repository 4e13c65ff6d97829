package mizan.embed.widget;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import mizan.testing.BrowserTest;
import mizan.testing.NewsSite;
import mizan.testing.Sample;

/** Base of the widget's browser tests: an article on a newspaper's origin with a strict policy. */
public abstract class WidgetBrowserTest extends BrowserTest {

    /** No inline script or style, and connections only to the service. */
    private static final String POLICY = "default-src 'none'; style-src 'self'; script-src " + serviceUrl()
            + "; connect-src " + serviceUrl() + "; require-trusted-types-for 'script'; base-uri 'none'";

    /** Publishes an article with the key {@code balance}, and returns its URL. */
    protected static String article(String attributes) {
        return article("ar", attributes);
    }

    protected static String article(String language, String attributes) {
        return NewsSite.publish("/balance", """
                <!DOCTYPE html>
                <html lang="%s">
                <head>
                    <meta charset="utf-8">
                    <meta name="viewport" content="width=device-width, initial-scale=1">
                    <title>ميزان السوق</title>
                    <script type="module" src="%s/embed.js"></script>
                </head>
                <body>
                <main>
                    <h1>ميزان السوق</h1>
                    <mizan-comments site="gazette" article="balance" %s></mizan-comments>
                </main>
                </body>
                </html>
                """.formatted(language, serviceUrl(), attributes), POLICY);
    }

    /** Opens the article, and waits until its comments are loaded. */
    protected static void read(Page page, String url) {
        page.navigate(url);
        awaitComments(page);
    }

    /** Reloads the article, and waits until its comments are loaded. */
    protected static void reload(Page page) {
        page.reload();
        awaitComments(page);
    }

    private static void awaitComments(Page page) {
        page.locator("section[part=section]:not([aria-busy])").waitFor();
    }

    protected static void fill(Page page, String name, String email, String body) {
        page.getByLabel("الاسم").fill(name);
        page.locator("#email").fill(email);
        page.locator("#body").fill(body);
    }

    protected static void press(Page page, String button) {
        button(page, button).click();
    }

    protected static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Submits and approves a comment on the article; returns its id. */
    protected static String published(Map<String, Object> comment) {
        return approved("gazette", Sample.with(comment, "article", "balance"));
    }

    /** Returns the id, class or tag of the focused element, in the widget or outside. */
    protected static String focused(Page page) {
        return (String) page.evaluate("""
                () => {
                    const active = document.activeElement.shadowRoot?.activeElement ?? document.activeElement;
                    return active.id || active.className || active.tagName;
                }
                """);
    }
}
