package mizan.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import mizan.console.ConsoleApiTest;
import mizan.testing.Answer;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;

class AuditPageApiTest extends ConsoleApiTest {

    @Test
    void entriesAreShownAsTextAndPaged() {
        String id = submitted(Sample.submission());
        for (int version = 0; version < 60; version += 2) {
            decide(id, "approve", Map.of("version", version), admin());
            decide(id, "reopen", Map.of("version", version + 1), admin());
        }

        Answer first = getPage("grace", "/console/audit?comment=" + commentPath(id));

        assertThat(first.body()).contains("reopened a comment", commentPath(id));
        String next = first.body().replaceAll("(?s).*href=\"(/console/audit\\?[^\"]*after=[^\"]*)\".*", "$1");
        Answer second = getPage("grace", next.replace("&amp;", "&"));
        assertThat(second.body().split("approved a comment", -1)).hasSize(6);
        assertThat(second.body()).doesNotContain("rel=\"next\"");
        assertThat(getPage("grace", "/console/audit?moderator=nobody").body()).contains("No matching entries");
    }
}
