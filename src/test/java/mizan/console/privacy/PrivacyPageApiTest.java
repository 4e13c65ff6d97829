package mizan.console.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import mizan.console.ConsoleApiTest;
import mizan.testing.Answer;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;

class PrivacyPageApiTest extends ConsoleApiTest {

    @Test
    void privacyOfficerStartsAtPrivacyPageAndFindsCommentByIdOrLink() {
        String id = submitted(Sample.submission());
        String email = "303 " + commentPath(id) + "/email";

        assertThat(location(getPage("olga", "/console"))).isEqualTo("303 /console/privacy");
        assertThat(getPage("olga", "/console/privacy").body())
                .contains("href=\"/console/privacy\" aria-current=\"page\"")
                .doesNotContain("id=\"error\"");
        assertThat(location(getPage("olga", "/console/privacy?comment=" + id))).isEqualTo(email);
        assertThat(location(getPage(
                        "olga", "/console/privacy?comment=https%3A%2F%2Fdemo.example%2Fscales%23comment-" + id)))
                .isEqualTo(email);
        Answer wrong = getPage("olga", "/console/privacy?comment=%3Cb%3E");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("id=\"error\"", "value=\"&lt;b>\"");
        assertThat(getPage("grace", "/console/privacy").status()).isEqualTo(403);
        assertThat(getPage("noor", "/console").status()).isEqualTo(200);
        assertThat(getPage("olga", "/console/nothing").body())
                .contains(">Personal data</a>")
                .doesNotContain("Back to the queue");
    }
}
