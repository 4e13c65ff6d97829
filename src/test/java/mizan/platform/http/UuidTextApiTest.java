package mizan.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import mizan.testing.Answer;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids in paths, query parameters and bodies have exactly one text form. */
class UuidTextApiTest extends ServiceTest {

    private static final String MALFORMED = "400 application/problem+json /problems/malformed-request";

    @Test
    void onlyTheWholeFormIsAnId() {
        assertThat(UuidText.parse("0199A5CA-0000-7000-8000-00000000000f")).isPresent();
        for (String text : List.of(
                "",
                "1-1-1-1-1",
                "0199a5ca000070008000000000000000",
                "{0199a5ca-0000-7000-8000-000000000000}",
                "0199a5ca-0000-7000-8000-0000000000000",
                " 0199a5ca-0000-7000-8000-000000000000",
                "0199a5ca-0000-7000-8000-00000000000g",
                "٠199a5ca-0000-7000-8000-000000000000",
                "AZmlygAAcACAAAAAAAAAAA==")) {
            assertThat(UuidText.parse(text)).as(text).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/moderation/comments/1-1-1-1-1",
                "/api/v1/moderation/comments?author=1-1-1-1-1",
                "/api/v1/audit?comment=1-1-1-1-1"
            })
    void shortFormInAnAddressIsMalformed(String path) {
        assertThat(get(path, "Authorization", admin()).problem()).isEqualTo(MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-1-1-1-1", "AZmlygAAcACAAAAAAAAAAA=="})
    void otherFormsInABodyAreMalformed(String id) {
        Answer batch = post(
                "/api/v1/moderation/decisions",
                Map.of("decisions", List.of(Map.of("id", id, "version", 0, "verdict", "APPROVE"))),
                "Authorization",
                admin());

        assertThat(submit(Sample.reply(id)).problem()).isEqualTo(MALFORMED);
        assertThat(batch.problem()).isEqualTo(MALFORMED);
        assertThat(submit(Sample.submission("parentId", 7)).problem()).isEqualTo(MALFORMED);
    }
}
