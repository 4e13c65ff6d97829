package mizan.transfer;

import static mizan.transfer.Wxr.comment;
import static mizan.transfer.Wxr.field;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mizan.testing.Postgres;
import org.junit.jupiter.api.Test;

class WordPressImportTest extends ImportTest {

    @Test
    void statesAreMappedOneByOne() {
        byte[] file = new Wxr()
                .post(
                        "/scales",
                        "Scales &amp; weights",
                        comment(1, "Approved"),
                        comment(2, "Pending", field("approved", "0")),
                        comment(3, "Spam", field("approved", "spam")),
                        comment(4, "Trash", field("approved", "trash")),
                        comment(5, "Unknown", field("approved", "maybe")))
                .bytes();

        Import result = run("wordpress", file);

        assertThat(result.state()).isEqualTo(ImportState.FINISHED);
        assertThat(List.of(result.read(), result.imported(), result.existing(), result.leftOut()))
                .containsExactly(5L, 5L, 0L, 0L);
        assertThat(Postgres.query("""
                SELECT c.body, c.status, c.version, d.verdict, d.reason, d.note, c.decided_at
                  FROM comment c
                  LEFT JOIN decision d ON d.comment_id = c.id
                 ORDER BY c.id
                """))
                .containsExactly(
                        List.of("Approved", "APPROVED", "1", "APPROVE", "null", "null", "2019-05-01 12:00:00+00"),
                        List.of("Pending", "PENDING", "1", "REOPEN", "null", "null", "null"),
                        List.of("Spam", "REJECTED", "1", "REJECT", "SPAM", "null", "2019-05-01 12:00:00+00"),
                        List.of(
                                "Trash",
                                "REJECTED",
                                "1",
                                "REJECT",
                                "OTHER",
                                "wordpress: trash",
                                "2019-05-01 12:00:00+00"),
                        List.of("Unknown", "PENDING", "1", "REOPEN", "null", "null", "null"));
        assertThat(Postgres.query("SELECT key, url, title FROM article"))
                .containsExactly(
                        List.of("https://demo.example/scales", "https://demo.example/scales", "Scales & weights"));
        assertThat(Postgres.query("SELECT action, detail FROM audit_entry"))
                .containsExactly(List.of("COMMENTS_IMPORTED", "demo wordpress " + result.id()));
    }

    @Test
    void rowsThatAreNoCommentsAreLeftOutAndNamed() {
        byte[] file = new Wxr()
                .post(
                        "/scales",
                        "",
                        comment(1, "A link", field("type", "pingback")),
                        comment(2, "A link", field("type", "trackback")),
                        comment(3, "Parcel sent", field("type", "order_note")),
                        comment(4, "<!-- nothing -->"),
                        comment(5, "No time", field("date_gmt", "0000-00-00 00:00:00"), field("date", "")),
                        comment(6, "Future", field("date_gmt", "2999-01-01 00:00:00")),
                        comment(7, "x".repeat(160_001)),
                        comment(8, "First"),
                        comment(8, "Second"),
                        comment(9, "No id", field("id", "nadia@example.org")),
                        comment(10, "Local time", field("date_gmt", "0000-00-00 00:00:00")))
                .bytes();

        Import result = run("wordpress", file);

        assertThat(List.of(result.read(), result.imported(), result.leftOut())).containsExactly(11L, 2L, 9L);
        assertThat(bean(Imports.class).omissions(result.id(), 0, 100))
                .extracting(Omission::sourceId, Omission::reason)
                .map(Object::toString)
                .containsExactly(
                        "(\"1\", PINGBACK)",
                        "(\"2\", PINGBACK)",
                        "(\"3\", OTHER_KIND)",
                        "(\"4\", NO_TEXT)",
                        "(\"5\", NO_TIME)",
                        "(\"6\", NO_TIME)",
                        "(\"7\", TEXT_TOO_LONG)",
                        "(\"8\", REPEATED_ID)",
                        "(null, NO_ID)");
        assertThat(bean(Imports.class).omissions(result.id(), 0, 1).getFirst().line())
                .isEqualTo(11);
    }

    @Test
    void threadsAreKeptWithPlaceholdersForMissingParents() {
        byte[] file = new Wxr()
                .post(
                        "/scales",
                        "Scales",
                        comment(4, "Reply before its parent", field("parent", "2")),
                        comment(2, "Root"),
                        comment(5, "Reply to a reply", field("parent", "4"), field("date_gmt", "2018-01-01 00:00:00")),
                        comment(7, "Reply to a missing one", field("parent", "99")),
                        comment(8, "Another reply to it", field("parent", "99")),
                        comment(10, "Cycle", field("parent", "11")),
                        comment(11, "Cycle too", field("parent", "10")),
                        comment(12, "Its own parent", field("parent", "12")))
                .bytes();

        Import result = run("wordpress", file);

        assertThat(result.imported()).isEqualTo(8);
        assertThat(result.placeholders()).isEqualTo(1);
        assertThat(Postgres.query("""
                SELECT c.body, coalesce(p.body, p.status), coalesce(r.body, r.status)
                  FROM comment c
                  LEFT JOIN comment p ON p.id = c.parent_id
                  JOIN comment r ON r.id = c.root_id
                 WHERE c.body IS NOT NULL
                 ORDER BY c.body
                """))
                .containsExactly(
                        List.of("Another reply to it", "WITHDRAWN", "WITHDRAWN"),
                        List.of("Cycle", "null", "Cycle"),
                        List.of("Cycle too", "Cycle", "Cycle"),
                        List.of("Its own parent", "null", "Its own parent"),
                        List.of("Reply before its parent", "Root", "Root"),
                        List.of("Reply to a missing one", "WITHDRAWN", "WITHDRAWN"),
                        List.of("Reply to a reply", "Reply before its parent", "Root"),
                        List.of("Root", "null", "Root"));
        assertThat(get("/api/v1/sites/demo/comments?article=https://demo.example/scales")
                        .json()
                        .path("count")
                        .asInt())
                .isEqualTo(8);
    }

    @Test
    void secondRunChangesNothing() {
        Wxr first = new Wxr().post("/scales", "Scales", comment(1, "One"), comment(2, "Reply", field("parent", "77")));
        Wxr second = new Wxr()
                .post(
                        "/scales",
                        "Scales",
                        comment(1, "One"),
                        comment(2, "Reply", field("parent", "77")),
                        comment(3, "New", field("parent", "1")),
                        comment(4, "New reply", field("parent", "77")));
        run("wordpress", first.bytes());
        List<List<String>> before = rows();

        Import again = run("wordpress", first.bytes());
        List<List<String>> after = rows();
        Import more = run("wordpress", second.bytes());

        assertThat(List.of(again.read(), again.imported(), again.existing())).containsExactly(2L, 0L, 2L);
        assertThat(after).isEqualTo(before);
        assertThat(List.of(more.read(), more.imported(), more.existing(), more.placeholders()))
                .containsExactly(4L, 2L, 2L, 0L);
        assertThat(Postgres.value("SELECT count(DISTINCT root_id) FROM comment"))
                .isEqualTo("2");
    }

    private static List<List<String>> rows() {
        return Stream.of("comment", "decision", "article", "author_stats", "comment_search", "imported_comment")
                .flatMap(table -> Postgres.query("SELECT t.* FROM " + table + " t ORDER BY t").stream())
                .toList();
    }

    @Test
    void commentsWithoutAnAddressAreOrdinaryComments() {
        byte[] file = new Wxr()
                .post(
                        "/scales",
                        "Scales",
                        comment(1, "Approved", field("author_email", ""), field("author", "")),
                        comment(2, "Pending", field("author_email", "not an address"), field("approved", "0")),
                        comment(3, "Address as name", field("author", "amal@example.org")))
                .bytes();

        run("wordpress", file);

        assertThat(comments("name, email_sealed IS NULL, email_fingerprint IS NULL"))
                .containsExactly(List.of("مجهول", "t", "t"), List.of("Nadia", "t", "t"), List.of("مجهول", "f", "f"));
        String pending = queue("").json().path("comments").path(0).path("id").asText();
        decide(pending, "approve", Map.of("version", 1), admin());
        assertThat(Postgres.value("SELECT count(*) FROM comment WHERE status = 'APPROVED'"))
                .isEqualTo("3");
    }

    @Test
    void dryRunStoresNothing() {
        byte[] file = new Wxr()
                .post("/scales", "Scales", comment(1, "One"), comment(2, "x", field("type", "pingback")))
                .bytes();

        Import result = run(request("wordpress", true), new ByteArrayInputStream(file), SILENT);

        assertThat(List.of(result.read(), result.imported(), result.leftOut())).containsExactly(2L, 1L, 1L);
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("0");
        assertThat(Postgres.value("SELECT count(*) FROM article")).isEqualTo("0");
    }

    @Test
    void exportOfARealBlogIsImported() {
        Import result = run("wordpress", resource("isso-tests-wordpress.xml"));

        assertThat(List.of(result.read(), result.imported(), result.leftOut(), result.placeholders()))
                .containsExactly(8L, 7L, 1L, 0L);
        assertThat(comments("body")).contains(List.of("Yet another reply."), List.of("Drölfter!"));
        assertThat(bean(Imports.class).omissions(result.id(), 0, 10))
                .extracting(Omission::sourceId, Omission::reason)
                .map(Object::toString)
                .containsExactly("(\"11\", REPEATED_ID)");
    }
}
