package mizan.embed.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import mizan.testing.Answer;
import mizan.testing.MutableClock;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class AtomFeedApiTest extends ServiceTest {

    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String SITE = "/sites/demo/comments.atom";

    @Test
    void articleFeedHasApprovedCommentsNewestFirst() throws Exception {
        String first = approved(Sample.submission("body", "الأول"));
        approved(Sample.submission("article", "another"));
        String second = approved(Sample.submission("body", "الثاني"));
        submitted(Sample.submission());

        Answer answer = get(SITE + "?article=market-scales");

        assertThat(answer.header("Content-Type")).isEqualTo("application/atom+xml;charset=utf-8");
        assertThat(answer.header("Cache-Control"))
                .as("has links with the Host of the request")
                .isEqualTo("no-store");
        Document feed = parse(answer);
        assertThat(each(feed, "entry", "id")).containsExactly("urn:uuid:" + second, "urn:uuid:" + first);
        assertThat(each(feed, "entry", "content")).containsExactly("الثاني", "الأول");
        assertThat(each(feed, "author", "name")).containsOnly("ليلى العطّار");
        assertThat(link(entry(feed, 0), "alternate"))
                .isEqualTo("http://localhost:" + port() + "/sites/demo/comments.html?article=market-scales&around="
                        + second + "#comment-" + second);
        assertThat(feed.getDocumentElement().getAttribute("xml:lang")).isEqualTo("ar");
    }

    @Test
    void siteFeedHasTheNewestCommentsOfItsArticlesOnly() throws Exception {
        IntStream.range(0, 52).forEach(i -> approved(Sample.submission("article", "article-" + i)));
        approved("gazette", Sample.submission());

        Document feed = parse(get(SITE));

        assertThat(each(feed, "entry", "title")).hasSize(50).containsOnly("تعليق من ليلى العطّار");
        assertThat(link(entry(feed, 0), "alternate")).contains("?article=article-51&around=");
    }

    @Test
    void commentThatIsApprovedLateIsTheFirstEntry() throws Exception {
        MutableClock clock = bean(MutableClock.class);
        String late = submitted(Sample.submission());
        clock.advance(Duration.ofMinutes(1));
        String early = approved(Sample.submission());
        Instant submittedAt = clock.instant();
        clock.advance(Duration.ofMinutes(1));
        decide(late, "approve", Map.of("version", 0), admin());

        for (String path : List.of(SITE, SITE + "?article=market-scales")) {
            Document feed = parse(get(path));

            assertThat(each(feed, "entry", "id")).containsExactly("urn:uuid:" + late, "urn:uuid:" + early);
            assertThat(Instant.parse(child(feed.getDocumentElement(), "updated")))
                    .isAfter(submittedAt);
            assertThat(child(entry(feed, 0), "updated")).isEqualTo(child(feed.getDocumentElement(), "updated"));
            assertThat(Instant.parse(child(entry(feed, 0), "published"))).isBefore(submittedAt);
        }
    }

    @Test
    void entryLinksToTheUrlOfItsArticle() throws Exception {
        String id = approved(Sample.submission("articleUrl", "https://demo.example/scales?a=1"));

        assertThat(link(entry(parse(get(SITE)), 0), "alternate"))
                .isEqualTo("https://demo.example/scales?a=1#comment-" + id);
    }

    @Test
    void feedHasTheElementsRequiredByRfc4287() throws Exception {
        approved(Sample.submission());
        Document full = parse(get(SITE));
        Document empty = parse(get(SITE + "?article=none"));

        for (Document feed : List.of(full, empty)) {
            Element root = feed.getDocumentElement();
            assertThat(root.getNamespaceURI()).isEqualTo(ATOM);
            assertThat(root.getLocalName()).isEqualTo("feed");
            assertThat(child(root, "id")).startsWith("urn:uuid:");
            assertThat(child(root, "title")).isNotBlank();
            assertThat(child(root, "updated")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
            assertThat(link(root, "self")).startsWith("http://localhost:" + port() + SITE);
        }
        Element entry = entry(full, 0);
        assertThat(child(entry, "updated")).isEqualTo(child(full.getDocumentElement(), "updated"));
        assertThat(child(entry, "published")).isLessThan(child(entry, "updated"));
        assertThat(child(full.getDocumentElement(), "id")).isNotEqualTo(child(empty.getDocumentElement(), "id"));
    }

    @Test
    void namesAndCommentsAreText() throws Exception {
        String body = "<script>alert(1)</script> & ]]> <b>\nكذا";
        approved(Sample.with(Sample.submission("body", body), "name", "<i>&amp;"));

        Answer answer = get(SITE);

        assertThat(answer.body()).doesNotContain("<script", "<i>");
        Document feed = parse(answer);
        assertThat(child(entry(feed, 0), "content")).isEqualTo(body);
        assertThat(each(feed, "author", "name")).containsExactly("<i>&amp;");
    }

    @Test
    void entryLinksToTheArticleIfItsKeyIsAUrlOfTheSite() throws Exception {
        String id = approved(Sample.submission("article", "https://demo.example/مقال?a=1"));

        assertThat(link(entry(parse(get(SITE)), 0), "alternate"))
                .isEqualTo("https://demo.example/%D9%85%D9%82%D8%A7%D9%84?a=1#comment-" + id);
        String url = URLEncoder.encode("javascript://demo.example/%0Aalert(1)", StandardCharsets.UTF_8);
        assertThat(link(parse(get(SITE + "?article=" + url)).getDocumentElement(), "alternate"))
                .startsWith("http://localhost:" + port() + "/sites/demo/comments.html?article=javascript");
    }

    @Test
    void unchangedFeedIsNotModified() {
        approved(Sample.submission());
        String etag = get(SITE).header("ETag");

        assertThat(get(SITE, "If-None-Match", etag).status()).isEqualTo(304);
        assertThat(get("/sites/none/comments.atom").problem())
                .isEqualTo("404 application/problem+json /problems/no-such-site");
        assertThat(get(SITE + "?article=").codes()).containsExactly("article.required");
    }

    private static Document parse(Answer answer) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8)));
    }

    private static Element entry(Document feed, int index) {
        return (Element) feed.getElementsByTagNameNS(ATOM, "entry").item(index);
    }

    private static List<String> each(Document feed, String element, String child) {
        NodeList found = feed.getElementsByTagNameNS(ATOM, element);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> child((Element) found.item(i), child))
                .toList();
    }

    private static String child(Element parent, String name) {
        return parent.getElementsByTagNameNS(ATOM, name).item(0).getTextContent();
    }

    private static String link(Element parent, String relation) {
        NodeList links = parent.getElementsByTagNameNS(ATOM, "link");
        return IntStream.range(0, links.getLength())
                .mapToObj(i -> (Element) links.item(i))
                .filter(link -> parent.equals(link.getParentNode())
                        && link.getAttribute("rel").equals(relation))
                .map(link -> link.getAttribute("href"))
                .findFirst()
                .orElseThrow();
    }
}
