package mizan.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import mizan.transfer.markup.HtmlText;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** WordPress → Mizan → WordPress keeps rows, states, threads and times. */
class WordPressRoundTripTest extends ImportTest {

    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
            <wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://old.example</wp:base_blog_url>
            """;

    private static final String ITEM = """
            <item><title><![CDATA[%s]]></title><link>https://demo.example/%s/</link><wp:post_id>%s</wp:post_id>
            <wp:post_type>post</wp:post_type>%s</item>
            """;

    @Test
    void bothFilesHaveTheSameRows() throws Exception {
        String market = ITEM.formatted(
                "سوق الموازين",
                "market",
                "7",
                comment("3", "0", "1", "Tom &amp; Jerry", "One &lt;b&gt; &amp; two\n\nlines")
                        + comment("4", "3", "0", "ليلى", "بانتظار النشر 😀")
                        + comment("9", "4", "1", "Ada", "A <a href=\"https://a.example/\">link</a> and <em>more</em>")
                        + comment("5", "3", "spam", "Robot", "Buy ]]&gt; now")
                        + comment("6", "0", "trash", "Eve", "Gone"));
        String other = ITEM.formatted("Other", "other", "8", comment("12", "0", "1", "Ada", "Once more"));
        String file = HEAD + market + other + "</channel></rss>";

        Import imported = run("wordpress", file.getBytes(StandardCharsets.UTF_8));
        String exported = get("/api/v1/exports?site=demo&format=wxr&addresses=open", "Authorization", admin())
                .body();

        assertThat(imported.imported()).isEqualTo(6);
        assertThat(rows(exported))
                .containsExactlyInAnyOrderElementsOf(rows(file))
                .hasSize(6);
    }

    private static String comment(String id, String parent, String approved, String author, String content) {
        String seconds = id.length() == 1 ? "0" + id : id;
        return """
                <wp:comment><wp:comment_id>%s</wp:comment_id><wp:comment_author><![CDATA[%s]]></wp:comment_author>
                <wp:comment_author_email>reader@example.org</wp:comment_author_email>
                <wp:comment_date_gmt>2024-03-01 09:00:%s</wp:comment_date_gmt>
                <wp:comment_content><![CDATA[%s]]></wp:comment_content><wp:comment_approved>%s</wp:comment_approved>
                <wp:comment_type>comment</wp:comment_type><wp:comment_parent>%s</wp:comment_parent></wp:comment>
                """.formatted(id, author, seconds, content, approved, parent);
    }

    /** Article, author, address, time, state, text, and the text of the parent of each comment. */
    private static List<List<String>> rows(String file) throws Exception {
        NodeList comments = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(file)))
                .getElementsByTagName("wp:comment");
        List<Element> elements = IntStream.range(0, comments.getLength())
                .mapToObj(i -> (Element) comments.item(i))
                .toList();
        Map<String, String> texts = new HashMap<>();
        elements.forEach(comment -> texts.put(text(comment, "wp:comment_id"), content(comment)));
        return elements.stream()
                .map(comment -> List.of(
                        text((Element) comment.getParentNode(), "title"),
                        text((Element) comment.getParentNode(), "link"),
                        text(comment, "wp:comment_author"),
                        text(comment, "wp:comment_author_email"),
                        text(comment, "wp:comment_date_gmt"),
                        text(comment, "wp:comment_approved"),
                        content(comment),
                        texts.getOrDefault(text(comment, "wp:comment_parent"), "")))
                .toList();
    }

    // As a reader sees it: Mizan stores plain text.
    private static String content(Element comment) {
        return HtmlText.ofLines(text(comment, "wp:comment_content"));
    }

    private static String text(Element element, String name) {
        return element.getElementsByTagName(name).item(0).getTextContent();
    }
}
