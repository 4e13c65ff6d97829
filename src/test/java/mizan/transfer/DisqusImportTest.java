package mizan.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import mizan.testing.Postgres;
import org.junit.jupiter.api.Test;

class DisqusImportTest extends ImportTest {

    @Test
    void postsAreImportedWithTheirStatesAndThreads() {
        byte[] file = """
                <?xml version="1.0" encoding="utf-8"?>
                <disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">
                <category dsq:id="1"><forum>souk</forum><title>General</title></category>
                <thread dsq:id="7"><id/><link>https://souk.example/scales</link><title>Scales &amp;amp; weights</title>
                  <author><name>Editor</name></author></thread>
                %s
                </disqus>
                """.formatted(post(1, "<p>One</p><p>Two</p>", "false", "false", "")
                        + post(2, "Spam", "false", "true", "")
                        + post(3, "Deleted", "true", "false", "")
                        + post(4, "Deleted spam", "true", "true", "")
                        + post(5, "Reply", "false", "false", "<parent dsq:id=\"3\"/>")
                        + post(6, "Elsewhere", "false", "false", "").replace("dsq:id=\"7\"", "dsq:id=\"8\""))
                .getBytes(StandardCharsets.UTF_8);

        Import result = run("disqus", file);

        assertThat(List.of(result.read(), result.imported(), result.leftOut())).containsExactly(6L, 5L, 1L);
        assertThat(Postgres.query("""
                SELECT c.name, c.body, c.status, p.status
                  FROM comment c
                  LEFT JOIN comment p ON p.id = c.parent_id
                 ORDER BY c.id
                """))
                .containsExactly(
                        List.of("Nadia", "One\n\nTwo", "APPROVED", "null"),
                        List.of("Nadia", "Spam", "REJECTED", "null"),
                        List.of("null", "null", "WITHDRAWN", "null"),
                        List.of("null", "null", "WITHDRAWN", "null"),
                        List.of("Nadia", "Reply", "APPROVED", "WITHDRAWN"));
        assertThat(Postgres.query("SELECT key, title FROM article"))
                .containsExactly(List.of("https://demo.example/scales", "Scales & weights"));
        assertThat(Postgres.value("SELECT count(email_sealed) FROM comment")).isEqualTo("0");
    }

    private static String post(int id, String message, String isDeleted, String isSpam, String parent) {
        return """
                <post dsq:id="%d"><id/><message><![CDATA[%s]]></message><createdAt>2013-10-10T19:20:29Z</createdAt>
                <isDeleted>%s</isDeleted><isSpam>%s</isSpam>
                <author><name>Nadia</name><isAnonymous>false</isAnonymous><username>nadia</username></author>
                <thread dsq:id="7"/>%s</post>
                """.formatted(id, message, isDeleted, isSpam, parent);
    }

    @Test
    void exportOfARealForumIsImported() {
        Import result = run("disqus", resource("isso-tests-disqus.xml"));

        assertThat(List.of(result.read(), result.imported(), result.leftOut())).containsExactly(6L, 5L, 1L);
        assertThat(comments("name, body, parent_id IS NULL"))
                .containsExactly(
                        List.of("peter", "...", "t"),
                        List.of("null", "null", "t"),
                        List.of("user", "Hello, World.", "f"),
                        List.of("Empty", "Message from thread with empty title and id", "t"),
                        List.of("user", "Hello, World.", "f"));
        assertThat(bean(Imports.class).omissions(result.id(), 0, 10))
                .extracting(Omission::sourceId, Omission::reason)
                .map(Object::toString)
                .containsExactly("(\"6\", NO_ARTICLE)");
    }
}
