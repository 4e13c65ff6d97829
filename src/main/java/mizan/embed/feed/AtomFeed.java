package mizan.embed.feed;

import io.micronaut.http.uri.UriBuilder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import mizan.platform.i18n.LocalizedMessages;
import mizan.publication.LatestComment;
import mizan.site.Site;
import mizan.text.DisplayText;
import org.jspecify.annotations.Nullable;

/**
 * An Atom feed of comments (RFC 4287). Names and comments are written as text, never as markup.
 *
 * @param article the article's key; null for all articles of the site
 * @param baseUrl the service's address for readers
 */
record AtomFeed(
        LocalizedMessages messages, Site site, @Nullable String article, String baseUrl) {

    private static final String ATOM = "http://www.w3.org/2005/Atom";

    byte[] write(List<LatestComment> comments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("feed");
            xml.writeDefaultNamespace(ATOM);
            xml.writeAttribute("xml:lang", messages.tag());
            text(xml, "id", "urn:uuid:" + id());
            text(xml, "title", messages.get(article == null ? "feed.site" : "feed.article", subject()));
            text(xml, "updated", updated(comments).toString());
            link(xml, "self", self());
            link(xml, "alternate", article == null ? site.origins().getFirst() + "/" : page(article));
            for (LatestComment comment : comments) {
                entry(xml, comment);
            }
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private void entry(XMLStreamWriter xml, LatestComment comment) throws XMLStreamException {
        xml.writeStartElement("entry");
        text(xml, "id", "urn:uuid:" + comment.id());
        String author = Objects.requireNonNullElseGet(comment.name(), () -> messages.get("comments.deletedAuthor"));
        text(xml, "title", messages.get("feed.entry", author));
        text(xml, "published", comment.submittedAt().toString());
        text(xml, "updated", comment.publishedAt().toString());
        xml.writeStartElement("author");
        text(xml, "name", author);
        xml.writeEndElement();
        link(xml, "alternate", page(comment));
        xml.writeStartElement("content");
        xml.writeAttribute("type", "text");
        xml.writeCharacters(DisplayText.marked(comment.body()));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    // The article itself if its URL is known, else its comments page.
    private String page(String key) {
        return site.url(key)
                .map(url -> url.withFragment("").toAscii())
                .orElseGet(() -> commentsPage(key).toString());
    }

    private String page(LatestComment comment) {
        String fragment = "comment-" + comment.id();
        return site.url(comment.articleUrl())
                .or(() -> site.url(comment.article()))
                .map(url -> url.withFragment(fragment).toAscii())
                .orElseGet(() -> commentsPage(comment.article())
                        .queryParam("around", comment.id())
                        .fragment(fragment)
                        .toString());
    }

    private UriBuilder commentsPage(String key) {
        return UriBuilder.of(baseUrl + "/sites/" + site.name() + "/comments.html")
                .queryParam("article", key);
    }

    private String self() {
        return UriBuilder.of(baseUrl + "/sites/" + site.name() + "/comments.atom")
                .queryParam("article", article)
                .toString();
    }

    private String subject() {
        return article == null ? site.title() : article;
    }

    // Stable: independent of the address under which the service is reached.
    private UUID id() {
        String name = "mizan feed\n" + site.name() + "\n" + (article == null ? "" : article);
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static Instant updated(List<LatestComment> comments) {
        return comments.stream()
                .map(LatestComment::publishedAt)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private static void text(XMLStreamWriter xml, String element, String text) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private static void link(XMLStreamWriter xml, String relation, String target) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("href", target);
    }
}
