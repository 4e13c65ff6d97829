package mizan.transfer.isso;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import mizan.transfer.json.CollectedRows;
import mizan.transfer.source.ImportedComment;
import mizan.transfer.source.ImportedStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssoSourceTest {

    /** The output of sqlite3 3.40 for the documented query, over tables as Isso creates them. */
    @Test
    void outputOfSqliteIsRead() {
        CollectedRows rows = CollectedRows.ofResource(new IssoSource(), "isso-sqlite.json");

        assertThat(rows.failure() + rows.omissions()).isEqualTo("[]");
        List<ImportedComment> comments = rows.comments();
        assertThat(comments).extracting(ImportedComment::sourceId).containsExactly("1", "2", "3", "4", "5");
        assertThat(comments)
                .extracting(ImportedComment::parentSourceId)
                .isEqualTo(Arrays.asList(null, "1", null, "3", null));
        assertThat(comments)
                .extracting(ImportedComment::status)
                .containsExactly(
                        ImportedStatus.APPROVED,
                        ImportedStatus.PENDING,
                        ImportedStatus.DELETED,
                        ImportedStatus.APPROVED,
                        ImportedStatus.APPROVED);
        assertThat(comments)
                .extracting(ImportedComment::submittedAt)
                .startsWith(Instant.parse("2014-05-13T16:53:20.250Z"), Instant.parse("2014-05-13T16:54:20.500Z"));
        ImportedComment last = comments.getLast();
        assertThat(List.of(
                        last.name() + "",
                        last.email() + "",
                        last.body(),
                        last.article().url() + ""))
                .containsExactly("ليلى", "layla@example.org", "نص 😀", "/ثان/");
        assertThat(comments.getFirst().body()).isEqualTo("Hello *world*\n\n> quote");
        assertThat(comments.get(1).email()).isNull();
    }

    @Test
    void unknownStatesAndBrokenRowsAreNamed() {
        CollectedRows rows = CollectedRows.of(new IssoSource(), """
                [{"id":1,"mode":1,"uri":"/","created":1e300,"text":"a"},
                {"id":2,"mode":3,"uri":"/","created":1,"text":"b"},
                {"id":3,"mode":1,"uri":"/","created":
                {"mode":1,"uri":"/","created":1,"text":"d"}]
                """);

        assertThat(rows.omissions()).containsExactly("2 2 MALFORMED", "3 null MALFORMED", "4 null NO_ID");
        assertThat(rows.comments()).extracting(ImportedComment::sourceId).containsExactly("1");
        assertThat(rows.comments().getFirst().submittedAt()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "SQLite format 3\u0000", "[{\"id\":1,\"text\":\"x\"}]"})
    void otherFileIsRefused(String file) {
        assertThat(CollectedRows.of(new IssoSource(), file).failure())
                .isEqualTo("1:0 It is not the output of the documented query");
    }
}
