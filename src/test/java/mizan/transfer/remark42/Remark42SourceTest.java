package mizan.transfer.remark42;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import mizan.transfer.json.CollectedRows;
import mizan.transfer.source.ImportedArticle;
import mizan.transfer.source.ImportedComment;
import mizan.transfer.source.ImportedStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Remark42SourceTest {

    private static final String META =
            "{\"version\":1,\"users\":[{\"id\":\"u1\",\"details\":{\"email\":\"ada@example.org\"}}],\"posts\":[]}\n";

    @Test
    void backupOfTheTestsOfRemark42IsRead() {
        CollectedRows rows = CollectedRows.ofResource(new Remark42Source(), "remark42-tests-backup.jsonl");

        assertThat(rows.failure() + rows.omissions()).isEqualTo("[]");
        assertThat(rows.origin()).isEqualTo("radio-t");
        assertThat(rows.comments())
                .containsExactly(
                        new ImportedComment(
                                2,
                                "efbc17f177ee1a1c0ee6e1e025749966ec071adc",
                                null,
                                new ImportedArticle(null, "https://radio-t.com", null),
                                "user name",
                                null,
                                "some text, link (http://radio-t.com)",
                                ImportedStatus.APPROVED,
                                Instant.parse("2017-12-20T21:18:22Z")),
                        new ImportedComment(
                                3,
                                "f863bd79-fec6-4a75-b308-61fe5dd02aa1",
                                "1234",
                                new ImportedArticle(null, "https://radio-t.com/2", null),
                                "user name",
                                null,
                                "some text2",
                                ImportedStatus.APPROVED,
                                Instant.parse("2017-12-20T21:18:23Z")));
    }

    @Test
    void addressIsTakenFromTheUserAndDeletedCommentsArePlaceholders() {
        CollectedRows rows = CollectedRows.of(new Remark42Source(), META + """
                {"id":"1","pid":"","text":"<p>one</p><p>two</p>","user":{"name":"Ada","id":"u1"},"locator":{"site":"s","url":"/a"},"time":"2024-01-01T00:00:00.123456789Z","title":"A &amp; B"}
                {"id":"2","pid":"1","text":"","user":{"name":"deleted","id":"deleted"},"locator":{"site":"s","url":"/a"},"time":"2024-01-01T00:00:01Z","delete":true}
                """);

        ImportedComment first = rows.comments().getFirst();
        assertThat(first.email()).isEqualTo("ada@example.org");
        assertThat(first.body()).isEqualTo("one\n\ntwo");
        assertThat(first.article().title()).isEqualTo("A & B");
        assertThat(rows.comments().getLast().status()).isEqualTo(ImportedStatus.DELETED);
        assertThat(rows.comments().getLast().body()).isEmpty();
    }

    @Test
    void brokenLinesAreNamedAndTheOthersRead() {
        CollectedRows rows = CollectedRows.of(new Remark42Source(), META + """
                {"id":"1","text":"a","locator":{"site":"s","url":"/a"},"time":"2024-01-01T00:00:00Z"}
                {"id":"2","text":"b","locator":
                {"text":"without an id"}
                {"id":{"$gt":""},"text":["x"],"user":7,"locator":[],"time":{}}
                {"id":"3","pid":"3","text":7,"user":null,"locator":null,"time":"yesterday"}
                """);

        assertThat(rows.omissions()).containsExactly("3 null MALFORMED", "4 null NO_ID", "5 null NO_ID");
        assertThat(rows.comments()).extracting(ImportedComment::sourceId).containsExactly("1", "3");
        assertThat(rows.comments().getLast().submittedAt()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "{}", "{\"id\":\"1\"}", "<rss>", "\u001f\ufffd", "[]", "{\"version\":2}"})
    void otherFileIsRefused(String file) {
        CollectedRows rows = CollectedRows.of(new Remark42Source(), file);

        assertThat(rows.failure()).startsWith("1:0 ");
        assertThat(rows.comments()).isEmpty();
    }
}
