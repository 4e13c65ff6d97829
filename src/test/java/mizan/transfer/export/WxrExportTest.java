package mizan.transfer.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class WxrExportTest extends ServiceTest {

    @Test
    void statesAreThoseOfWordPress() throws Exception {
        approved(Sample.submission());
        submitted(Sample.submission());
        String spam = submitted(Sample.submission());
        decide(spam, "reject", Map.of("version", 0, "reason", "SPAM"), admin());
        String abuse = submitted(Sample.submission());
        decide(abuse, "reject", Map.of("version", 0, "reason", "ABUSE"), admin());
        Answer withdrawn = submit(Sample.submission());
        send("DELETE", withdrawn.header("Location"), "");

        assertThat(texts(export(), "wp:comment_approved")).containsExactly("1", "0", "spam", "trash", "trash");
    }

    @Test
    void articlesAndThreadsAreKept() throws Exception {
        Map<String, Object> submission = Sample.with(
                Sample.with(Sample.submission(), "articleUrl", "https://demo.example/market"),
                "articleTitle",
                "سوق & <b>");
        String parent = approved(submission);
        String reply = approved(Sample.reply(parent));
        submitted(Sample.reply(reply));
        submitted(Sample.submission("article", "another"));

        Element channel = export();

        assertThat(texts(channel, "wp:wxr_version")).containsExactly("1.2");
        assertThat(texts(channel, "guid")).containsExactly("another", "market-scales");
        assertThat(texts(channel, "wp:comment_id")).containsExactly("1", "2", "3", "4");
        assertThat(texts(channel, "wp:comment_parent")).containsExactly("0", "0", "2", "3");
        Element market = (Element) channel.getElementsByTagName("item").item(1);
        assertThat(texts(market, "title")).containsExactly("سوق & <b>");
        assertThat(texts(market, "link")).containsExactly("https://demo.example/market");
    }

    /** WordPress inserts comments by their numbers, and loses the thread of a reply that comes before its parent. */
    @Test
    void parentsHaveLowerNumbersThanTheirReplies() throws Exception {
        List<String> ids = IntStream.rangeClosed(1, 4)
                .mapToObj(i -> "00000000-0000-7000-8000-00000000000" + i)
                .toList();
        for (int i = 3; i >= 0; i--) {
            Postgres.execute("""
                    INSERT INTO comment (id, site, article, parent_id, root_id, name, body, status, version, submitted_at,
                                         decided_at)
                    VALUES ('%s', 'demo', 'a', %s, '%s', 'A', '%d', 'APPROVED', 1, now(), now())
                    """.formatted(ids.get(i), i == 3 ? "NULL" : "'" + ids.get(i + 1) + "'", ids.get(3), i));
        }

        Element channel = export();

        assertThat(texts(channel, "wp:comment_content")).containsExactly("0", "1", "2", "3");
        assertThat(texts(channel, "wp:comment_id")).containsExactly("4", "3", "2", "1");
        assertThat(texts(channel, "wp:comment_parent")).containsExactly("3", "2", "1", "0");
    }

    @Test
    void textIsHtmlThatShowsItAsItWasTyped() throws Exception {
        submitted(Sample.with(Sample.submission("name", "Tom & <Jerry>"), "body", "a <b>bold</b> ]]> &amp;\n\nline"));

        Element channel = export();

        assertThat(texts(channel, "wp:comment_content"))
                .containsExactly("a &lt;b&gt;bold&lt;/b&gt; ]]&gt; &amp;amp;\n\nline");
        assertThat(texts(channel, "wp:comment_author")).containsExactly("Tom &amp; &lt;Jerry&gt;");
    }

    @Test
    void charactersThatXmlCannotContainAreReplaced() throws Exception {
        submitted(Sample.submission());
        Postgres.execute("UPDATE comment SET body = E'a\\x01b\\x0bc\\uFFFEd\\uFFFF\\U0001F600'");

        assertThat(texts(export(), "wp:comment_content")).containsExactly("a�b�c�d�😀");
    }

    private static Element export() throws ParserConfigurationException, SAXException, IOException {
        Answer answer = SiteExportApiTest.export("demo", "wxr", admin());
        assertThat(answer.status()).isEqualTo(200);
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(answer.body())))
                .getDocumentElement();
    }

    private static List<String> texts(Element element, String name) {
        NodeList found = element.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> found.item(i).getTextContent())
                .toList();
    }
}
