package mizan.console.layout;

import static org.assertj.core.api.Assertions.assertThat;

import mizan.console.ConsoleApiTest;
import mizan.testing.Answer;
import org.junit.jupiter.api.Test;

class LanguageApiTest extends ConsoleApiTest {

    private final String origin = "http://localhost:" + port();

    @Test
    void languageComesFromCookieThenBrowserThenDefault() {
        Answer chosen =
                send("POST", "/console/language", "language=en&next=/console", "Content-Type", FORM, "Origin", origin);

        assertThat(location(chosen)).isEqualTo("303 /console");
        assertThat(get(
                                "/console/sign-in",
                                "Cookie",
                                chosen.header("Set-Cookie").split(";", 2)[0],
                                "Accept-Language",
                                "ar")
                        .body())
                .contains("<html lang=\"en\" dir=\"ltr\">");
        assertThat(get("/console/sign-in", "Accept-Language", "de,en;q=0.5").body())
                .contains("<html lang=\"en\"");
        assertThat(get("/console/sign-in", "Accept-Language", "de").body()).contains("<html lang=\"ar\" dir=\"rtl\">");
        assertThat(location(send(
                        "POST",
                        "/console/language",
                        "language=en&next=%2Fconsole%2Fsign-in%3Fnext%3D%252Fconsole%253Fsite%253Ddemo",
                        "Content-Type",
                        FORM,
                        "Origin",
                        origin)))
                .isEqualTo("303 /console/sign-in?next=%2Fconsole%3Fsite%3Ddemo");
    }
}
