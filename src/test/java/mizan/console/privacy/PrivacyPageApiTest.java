package mizan.console.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
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
        assertThat(location(find(id))).isEqualTo(email);
        assertThat(location(find("https://demo.example/scales#comment-" + id))).isEqualTo(email);
        Answer wrong = find("<b>");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("id=\"error\"", "value=\"&lt;b>\"");
        assertThat(getPage("olga", "/console/privacy?comment=" + id).status())
                .as("input is sent by POST only")
                .isEqualTo(200);
        assertThat(getPage("grace", "/console/privacy").status()).isEqualTo(403);
        assertThat(getPage("noor", "/console").status()).isEqualTo(200);
        assertThat(getPage("olga", "/console/nothing").body())
                .contains(">Personal data</a>")
                .doesNotContain("Back to the queue");
    }

    private static Answer find(String comment) {
        return postForm("olga", "/console/privacy", Map.of("comment", comment));
    }
}
