package mizan.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mizan.testing.Answer;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditApiTest extends ServiceTest {

    @Test
    void entriesAreListedNewestFirst() {
        String one = submitted(Sample.submission());
        String other = submitted(Sample.submission());
        String ada = moderator("ada", "ADMIN", "");
        decide(one, "reject", Map.of("version", 0, "reason", "SPAM"), admin());
        decide(one, "reopen", Map.of("version", 1), ada);
        decide(other, "approve", Map.of("version", 0), admin());

        Answer all = audit("");

        assertThat(all.each("entries", "action"))
                .containsExactly("COMMENT_APPROVED", "COMMENT_REOPENED", "COMMENT_REJECTED");
        assertThat(all.json().at("/entries/2").fieldNames())
                .toIterable()
                .containsExactly("at", "moderator", "action", "comment", "detail");
        assertThat(all.each("entries", "detail")).containsExactly("null", "null", "SPAM");
        assertThat(all.json().path("next").isNull()).isTrue();
        assertThat(audit("comment=" + one).each("entries", "moderator")).containsExactly("ada", "grace");
        assertThat(audit("moderator=grace").each("entries", "comment")).containsExactly(other, one);
        assertThat(audit("moderator=ada&comment=" + one).each("entries", "action"))
                .containsExactly("COMMENT_REOPENED");
        assertThat(audit("moderator=nobody").each("entries", "action")).isEmpty();
    }

    @Test
    void entriesArePaged() {
        String id = submitted(Sample.submission());
        for (int version = 0; version < 6; version += 2) {
            decide(id, "approve", Map.of("version", version), admin());
            decide(id, "reopen", Map.of("version", version + 1), admin());
        }

        List<String> read = new ArrayList<>();
        String next = "";
        do {
            Answer page = audit("limit=4" + next);
            read.addAll(page.each("entries", "action"));
            next = page.json().path("next").isNull()
                    ? ""
                    : "&after=" + page.json().path("next").asText();
        } while (!next.isEmpty());

        assertThat(read).hasSize(6).startsWith("COMMENT_REOPENED", "COMMENT_APPROVED");
    }

    @ParameterizedTest
    @CsvSource({
        "after=x, 400",
        "after=YQ, 400",
        "comment=x, 400",
        "limit=0, 422",
        "limit=201, 422",
        "moderator=%00, 422",
        "after=, 400"
    })
    void invalidParametersAreRefused(String query, int status) {
        assertThat(audit(query).status()).isEqualTo(status);
    }

    private static Answer audit(String query) {
        return get("/api/v1/audit?" + query, "Authorization", admin());
    }
}
