package mizan.transfer.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import mizan.comment.RejectionReason;
import mizan.comment.article.ArticleComments;
import mizan.site.Site;
import mizan.transfer.export.ExportRepository.CommentRow;
import org.jspecify.annotations.Nullable;

/**
 * WordPress eXtended RSS 1.2, as the WordPress importer reads it. It finds an existing post by its title, because the
 * element for its date is empty, and adds the comments to it. WordPress numbers comments and needs the numbers of parents to
 * be lower than those of their replies; the numbers of one article are kept in memory.
 */
final class WxrExport implements ExportWriter {

    private static final String WP = "http://wordpress.org/export/1.2/";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final ExportRepository repository;
    private final Site site;
    private final XMLStreamWriter xml;
    private final Map<UUID, Long> numbers = new HashMap<>();
    private StoredArticle article = new StoredArticle("", null, null, ArticleComments.OPEN);
    private boolean isItemOpen;
    private long lastPost;
    private long lastComment;

    WxrExport(OutputStream out, Site site, ExportRepository repository) throws IOException {
        this.repository = repository;
        this.site = site;
        try {
            this.xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void start() throws IOException {
        write(() -> {
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            line();
            xml.writeStartElement("rss");
            xml.writeAttribute("version", "2.0");
            xml.writeNamespace("excerpt", "http://wordpress.org/export/1.2/excerpt/");
            xml.writeNamespace("content", "http://purl.org/rss/1.0/modules/content/");
            xml.writeNamespace("dc", "http://purl.org/dc/elements/1.1/");
            xml.writeNamespace("wp", WP);
            line();
            xml.writeStartElement("channel");
            line();
            element("title", site.title());
            element("link", origin());
            element("language", site.language().toLanguageTag());
            wp("wxr_version", "1.2");
            wp("base_site_url", origin());
            wp("base_blog_url", origin());
        });
    }

    @Override
    public void article(StoredArticle next) throws IOException {
        closeItem();
        article = next;
    }

    @Override
    public void comment(StoredComment comment) throws IOException {
        CommentRow row = comment.row();
        openItem();
        long parent = row.parentId() == null ? 0 : number(row.parentId());
        long number = number(row.id());
        write(() -> {
            xml.writeStartElement("wp", "comment", WP);
            line();
            wp("comment_id", Long.toString(number));
            wp("comment_author", html(row.name()));
            wp("comment_author_email", Objects.toString(comment.email(), ""));
            wp("comment_author_url", "");
            wp("comment_author_IP", "");
            wp("comment_date", time(row.submittedAt(), site.timeZone()));
            wp("comment_date_gmt", time(row.submittedAt(), ZoneOffset.UTC));
            wp("comment_content", html(row.body()));
            wp("comment_approved", approved(comment));
            wp("comment_type", "comment");
            wp("comment_parent", Long.toString(parent));
            wp("comment_user_id", "0");
            end();
        });
    }

    @Override
    public void finish() throws IOException {
        closeItem();
        write(() -> {
            end();
            end();
            xml.writeEndDocument();
            xml.flush();
        });
    }

    // An article without comments would become an empty post.
    private void openItem() throws IOException {
        if (isItemOpen) {
            return;
        }
        isItemOpen = true;
        lastPost++;
        write(() -> {
            xml.writeStartElement("item");
            line();
            element("title", Objects.requireNonNullElse(article.title(), article.key()));
            element("link", link());
            xml.writeStartElement("guid");
            xml.writeAttribute("isPermaLink", "false");
            xml.writeCharacters(safe(article.key()));
            end();
            element("description", "");
            wp("post_id", Long.toString(lastPost));
            wp("post_date", "");
            wp("post_date_gmt", "");
            wp("comment_status", article.comments() == ArticleComments.OPEN ? "open" : "closed");
            wp("ping_status", "closed");
            wp("post_name", "");
            wp("status", "publish");
            wp("post_parent", "0");
            wp("menu_order", "0");
            wp("post_type", "post");
            wp("post_password", "");
            wp("is_sticky", "0");
        });
    }

    private void closeItem() throws IOException {
        if (isItemOpen) {
            write(this::end);
            isItemOpen = false;
            numbers.clear();
        }
    }

    // In rare files, a reply has an earlier time than its parent.
    private long number(UUID id) {
        @Nullable Long known = numbers.get(id);
        if (known != null) {
            return known;
        }
        repository.ancestors(id).forEach(ancestor -> numbers.computeIfAbsent(ancestor, _ -> ++lastComment));
        return numbers.computeIfAbsent(id, _ -> ++lastComment);
    }

    private static String approved(StoredComment comment) {
        return switch (comment.row().status()) {
            case APPROVED -> "1";
            case PENDING -> "0";
            case REJECTED ->
                comment.reason().filter(RejectionReason.SPAM::equals).isPresent() ? "spam" : "trash";
            case WITHDRAWN -> "trash";
        };
    }

    private String link() {
        String link = Objects.requireNonNullElse(article.url(), article.key());
        return link.startsWith("https://") || link.startsWith("http://") ? link : "";
    }

    private String origin() {
        return site.origins().getFirst().value();
    }

    private static String time(Instant at, ZoneId zone) {
        return TIME.format(at.atZone(zone));
    }

    /** WordPress stores names and texts as HTML. Its line feeds are line feeds of the text. */
    private static String html(@Nullable String text) {
        return text == null
                ? ""
                : text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Replaces characters that XML 1.0 cannot contain. */
    private static String safe(String text) {
        return text.codePoints().allMatch(WxrExport::isXml)
                ? text
                : text.codePoints()
                        .map(character -> isXml(character) ? character : '\ufffd')
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean isXml(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || (character >= 0x20 && character <= 0xd7ff)
                || (character >= 0xe000 && character <= 0xfffd)
                || character >= 0x10000;
    }

    private void element(String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(safe(text));
        end();
    }

    private void wp(String name, String text) throws XMLStreamException {
        xml.writeStartElement("wp", name, WP);
        xml.writeCharacters(safe(text));
        end();
    }

    private void end() throws XMLStreamException {
        xml.writeEndElement();
        line();
    }

    private void line() throws XMLStreamException {
        xml.writeCharacters("\n");
    }

    private static void write(Writing writing) throws IOException {
        try {
            writing.write();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private interface Writing {
        void write() throws XMLStreamException;
    }
}
