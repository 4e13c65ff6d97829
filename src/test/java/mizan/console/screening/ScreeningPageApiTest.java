package mizan.console.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;

class ScreeningPageApiTest extends ServiceTest {

    private static final String PAGE = "/console/screening";

    @Test
    void pageListsTheRulesOfTheSite() {
        Answer page = get(PAGE + "?site=herald", "Authorization", admin(), "Accept-Language", "en");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("Rules of herald", "Bank account (IBAN)", "Nothing has been learned yet.")
                .contains("name=\"weight-bank-account\" type=\"number\" min=\"0\" max=\"100\" required value=\"30\"");
    }

    @Test
    void triedTextIsShownWithFindings() {
        Answer page = tryOut("site=demo&name=&body=" + encoded("رقمي 0501234567 <b>"));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("<mark title=\"Phone number\">0501234567</mark> &lt;b&gt;", "+20", "Score 20")
                .doesNotContain("<b>");
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("0");
    }

    @Test
    void textWithoutFindingsIsSaidToHaveNone() {
        assertThat(tryOut("site=demo&body=" + encoded("مقال جميل")).body()).contains("No rule found anything.");
    }

    @Test
    void emptyTextIsRefused() {
        Answer page = tryOut("site=demo&body=");

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains("role=\"alert\"");
    }

    @Test
    void onlyAdminsMayOpenThePage() {
        assertThat(get(PAGE, "Authorization", moderator("ada", "MODERATOR", "")).status())
                .isEqualTo(403);
        assertThat(get(PAGE + "?site=none", "Authorization", admin()).status()).isEqualTo(404);
    }

    private static Answer tryOut(String form) {
        return send(
                "POST",
                PAGE,
                form,
                "Content-Type",
                FORM,
                "Authorization",
                admin(),
                "Accept-Language",
                "en",
                "Origin",
                "http://localhost:" + port());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
