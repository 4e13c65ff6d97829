package mizan.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.web.router.Router;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import mizan.testing.Answer;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters of reading requests with text that is code in SQL, patterns, templates or paths. */
class InjectionApiTest extends ServiceTest {

    /** No word of any comment, article or account. */
    private static final String UNKNOWN = "xyzzy";

    private static final Pattern TEXT = Pattern.compile("كلمة سر");

    private EveryRoute routes;

    @BeforeEach
    void addComments() {
        String id = approved(Sample.submission("body", "كلمة سر"));
        String receipt = submit(Sample.submission("body", "كلمة سر أخرى"))
                .json()
                .path("receipt")
                .asText();
        moderator("nosy", "MODERATOR", "demo");
        routes = new EveryRoute(
                bean(Router.class), id, receipt, UUID.randomUUID().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "' OR 1=1 --",
                "\"'); DROP TABLE comment; --",
                "%",
                "_",
                "\\",
                "*:* | !x & (",
                "${7*7}@{7*7}",
                "../../etc/passwd",
                "<script>alert(1)</script>",
                "a\u0000b"
            })
    void codeInAParameterIsText(String code) {
        List<String> targets = routes.targetsWith(code).toList();
        Iterator<String> unknown = routes.targetsWith(UNKNOWN).iterator();

        assertThat(targets).hasSizeGreaterThan(100).allSatisfy(target -> {
            String reference = unknown.next();
            Answer answer = read(target);
            assertThat(answer.status()).isLessThan(500);
            assertThat(TEXT.matcher(answer.body()).results().count())
                    .as(reference)
                    .isLessThanOrEqualTo(
                            TEXT.matcher(read(reference).body()).results().count());
            assertThat(answer.body()).doesNotContain("49@49", "root:");
            if (answer.header("Content-Type").startsWith("text/html")) {
                assertThat(answer.body()).doesNotContain("<script>alert");
            }
        });
    }

    private static Answer read(String target) {
        return get(target, "Authorization", admin(), "Accept", "text/html, */*");
    }
}
