package mizan.embed.widget;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Map;
import mizan.testing.BrowserTest;
import mizan.testing.Sample;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Screenshots and axe-core checks of the widget: both languages, narrow and wide, light and dark. */
class ScreenshotTest extends BrowserTest {

    private static final String ARABIC =
            "أحسنتم، ذكّرني المقال بجدّي الذي كان يزن القمح أمام الناس كل صباح.\nوكان يقول: الميزان لا يجامل أحدًا.";
    private static final String ENGLISH =
            "My grandfather weighed wheat in public every morning.\nThe scales flatter nobody, he used to say.";

    @ParameterizedTest
    @CsvSource({
        "ar, 360, LIGHT", "ar, 360, DARK", "ar, 1280, LIGHT", "ar, 1280, DARK",
        "en, 360, LIGHT", "en, 360, DARK", "en, 1280, LIGHT", "en, 1280, DARK"
    })
    void widgetIsAccessibleAndFitsTheScreen(String language, int width, ColorScheme scheme) {
        threads(language);
        Page page = reader(new NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme));

        page.navigate(language.equals("ar") ? "/" : "/en");
        page.locator(".comment:visible time:has-text(\"now\"), .comment:visible time:has-text(\"الآن\")")
                .first()
                .waitFor();

        takeScreenshot(page, String.join("-", "threads", language, Integer.toString(width), scheme.name()));
        assertThat(fitsViewport(page)).isTrue();
        assertThat(accessibilityViolations(page)).isEmpty();
    }

    private static void threads(String language) {
        Map<String, Object> first = comment(language, language.equals("ar") ? ARABIC : ENGLISH, null);
        String top = approved(first);
        String reply = approved(comment(language, "شكرًا لك، هذا جميل حقًا.", top));
        String deeper = approved(comment(language, "Agreed. I saw it on Friday.", reply));
        String deepest = approved(comment(language, "وأنا أيضًا رأيته.", deeper));
        approved(comment(language, "الجمعة القادمة إذن!", deepest));
        approved(comment(language, "خبر مفرح من قلب المدينة.", null));
    }

    private static Map<String, Object> comment(String language, String body, @Nullable String parent) {
        Map<String, Object> comment = Sample.submission("article", "demo-" + language);
        comment.put("body", body);
        comment.put("parentId", parent);
        return comment;
    }
}
