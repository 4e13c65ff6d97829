package mizan.console.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import mizan.console.ConsoleApiTest;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommentPageApiTest extends ConsoleApiTest {

    @Test
    void commentRequiresAccessToItsSite() {
        String id = submitted(Sample.submission());

        assertThat(getPage("ada", commentPath(id)).status()).isEqualTo(200);
        assertThat(getPage("noor", commentPath(id)).status()).isEqualTo(403);
        assertThat(getPage("olga", commentPath(id)).status()).isEqualTo(403);
        assertThat(getPage("ada", commentPath(UUID.randomUUID().toString())).status())
                .isEqualTo(404);
        assertThat(getPage("ada", commentPath("x")).status()).isEqualTo(400);
        assertThat(postForm("noor", commentPath(id) + "/decision", form("version", "0", "verdict", "APPROVE"))
                        .status())
                .isEqualTo(403);
        assertThat(status(id)).isEqualTo("PENDING");
        assertThat(getPage("ada", commentPath(id)).body())
                .doesNotContain("layla@example.org", "/email")
                .doesNotContain(">Audit trail</h2>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"rule\":\"profanity\",\"detail\":\"a <word>\",\"spans\":[[0,5]]}] | <mark title=\"profanity\">مقال"
                        + " </mark>",
                "[{\"rule\":\"profanity\",\"spans\":[[]]}] | Flags cannot be read",
                "{\"rule\":\"profanity\"} | Flags cannot be read"
            })
    void findingsAreHighlighted(String findings, String shown) {
        String id = submitted(Sample.submission("body", "مقال جميل"));
        Postgres.execute("UPDATE comment SET findings = '" + findings + "' WHERE id = '" + id + "'");

        Answer answer = getPage("ada", commentPath(id));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains(shown).doesNotContain("<word>");
    }

    private static String status(String id) {
        return Postgres.value("SELECT status FROM comment WHERE id = '" + id + "'");
    }
}
