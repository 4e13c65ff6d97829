package mizan.transfer.commento;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import mizan.transfer.json.CollectedRows;
import mizan.transfer.source.ImportedComment;
import mizan.transfer.source.ImportedStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommentoSourceTest {

    @Test
    void exportOfTheTestsOfRemark42IsRead() {
        CollectedRows rows = CollectedRows.ofResource(new CommentoSource(), "remark42-tests-commento.json");

        assertThat(rows.failure() + rows.omissions()).isEqualTo("[]");
        assertThat(rows.origin()).isEqualTo("example.com");
        List<ImportedComment> comments = rows.comments();
        assertThat(comments).extracting(ImportedComment::line).containsExactly(4L, 18L, 32L);
        assertThat(comments)
                .extracting(ImportedComment::name)
                .isEqualTo(Arrays.asList(null, "User5276", "Saturnin Uf"));
        assertThat(comments)
                .extracting(ImportedComment::email)
                .isEqualTo(Arrays.asList(null, "somegreatmail@gmail.com", "moregreatmail@gmail.com"));
        assertThat(comments)
                .extracting(ImportedComment::parentSourceId)
                .isEqualTo(Arrays.asList(null, null, comments.get(1).sourceId()));
        assertThat(comments)
                .extracting(comment -> comment.article().url())
                .containsExactly("/blog/post/2", "/blog/post/1", "/blog/post/1");
        assertThat(comments.getLast().submittedAt()).isEqualTo(Instant.parse("2021-05-11T15:43:01.852651Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"state\":\"approved\"', APPROVED",
        "'\"state\":\"unapproved\"', PENDING",
        "'\"state\":\"flagged\"', SPAM",
        "'\"state\":\"approved\",\"deleted\":true', DELETED",
        "'\"isApproved\":true,\"isPending\":false', APPROVED",
        "'\"isApproved\":false,\"isPending\":true', PENDING",
        "'\"isApproved\":false,\"isPending\":false', TRASH",
        "'\"isApproved\":true,\"isDeleted\":true', DELETED",
        "'\"state\":\"invented\"', PENDING"
    })
    void statesAreMappedOneByOne(String fields, ImportedStatus status) {
        CollectedRows rows = CollectedRows.of(
                new CommentoSource(), "{\"comments\":[{\"id\":\"1\",\"markdown\":\"a\"," + fields + "}]}");

        assertThat(rows.comments().getFirst().status()).isEqualTo(status);
    }

    @Test
    void exportOfComentarioIsRead() {
        CollectedRows rows = CollectedRows.of(new CommentoSource(), """
                {"version":3,
                 "pages":[{"id":"p1","path":"/market/","title":"Market"}],
                 "comments":[
                  {"id":"c1","parentId":"00000000-0000-0000-0000-000000000000","pageId":"p1","markdown":"*a*","html":"<p><em>a</em></p><p>b</p>","isApproved":true,"isPending":false,"isDeleted":false,"createdTime":"2024-01-01T00:00:00.000Z","userCreated":"u1"},
                  {"id":"c2","parentId":"c1","pageId":"p1","markdown":"b","isPending":true,"createdTime":"2024-01-01T00:00:01.000Z","userCreated":"00000000-0000-0000-0000-000000000000","authorName":"Guest"}],
                 "commenters":[{"id":"u1","name":"Ada","email":"ada@example.org"}]}
                """);

        assertThat(rows.comments())
                .extracting(ImportedComment::name, ImportedComment::email, ImportedComment::body)
                .containsExactly(tuple("Ada", "ada@example.org", "a\n\nb"), tuple("Guest", null, "b"));
        assertThat(rows.comments().getFirst().article().title()).isEqualTo("Market");
        assertThat(rows.comments().getLast().parentSourceId()).isEqualTo("c1");
        assertThat(rows.comments().getFirst().parentSourceId()).isNull();
    }

    @Test
    void invalidJsonIsNamedByLineAndTheRowsBeforeAreKept() {
        CollectedRows rows = CollectedRows.of(
                new CommentoSource(),
                "{\"version\":1,\n\"comments\":[\n{\"commentHex\":\"1\",\"markdown\":\"a\"},\n{\"commentHex\":\"2\" oops");

        assertThat(rows.failure()).startsWith("4:").endsWith("It is not valid JSON");
        assertThat(rows.comments()).extracting(ImportedComment::sourceId).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "<rss/>", "{\"version\":2}"})
    void otherFileIsRefused(String file) {
        CollectedRows rows = CollectedRows.of(new CommentoSource(), file);

        assertThat(rows.failure() + rows.comments()).startsWith("1:").endsWith("[]");
    }

    @Test
    void elementsOfWrongTypesAreLeftOut() {
        CollectedRows rows = CollectedRows.of(
                new CommentoSource(),
                "{\"comments\":[7,null,[[]],{\"commentHex\":{\"a\":1}},{\"commentHex\":\"1\",\"commentHex\":\"2\",\"markdown\":\"a\"}],\"commenters\":{},\"pages\":7}");

        assertThat(rows.omissions()).hasSize(4).allMatch(omission -> omission.endsWith("null NO_ID"));
        assertThat(rows.comments()).extracting(ImportedComment::sourceId).containsExactly("2");
    }

    @Test
    void fileThatWouldFillTheMemoryIsRefused() {
        String row = "{\"commentHex\":\"1\",\"markdown\":\"" + "x".repeat(1 << 20) + "\"},";
        InputStream file = new SequenceInputStream(Collections.enumeration(List.of(
                stream("{\"comments\":["),
                new SequenceInputStream(Collections.enumeration(Collections.nCopies(60, row).stream()
                        .map(CommentoSourceTest::stream)
                        .toList())))));

        assertThat(CollectedRows.of(new CommentoSource(), file).failure())
                .endsWith("The file is too large: split it into several");
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
