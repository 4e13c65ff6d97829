package mizan.transfer.disqus;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import mizan.transfer.markup.HtmlText;
import mizan.transfer.markup.XmlFile;
import mizan.transfer.source.CommentSink;
import mizan.transfer.source.CommentSource;
import mizan.transfer.source.ImportFileException;
import mizan.transfer.source.ImportedArticle;
import mizan.transfer.source.ImportedComment;
import mizan.transfer.source.ImportedStatus;
import mizan.transfer.source.OmissionReason;
import org.jspecify.annotations.Nullable;

/**
 * The XML export of Disqus: first all threads, which are articles, then all posts, which are comments. The threads are held
 * in memory, because posts refer to them by id.
 */
@Singleton
class DisqusSource implements CommentSource {

    private static final int FIELD = 10_000;
    private static final int MESSAGE = 1_000_000;

    /** Characters of all addresses and titles of threads, with an allowance for each thread. */
    private static final long MAX_THREAD_CHARACTERS = 50_000_000;

    private static final int THREAD_ALLOWANCE = 100;

    @Override
    public String format() {
        return "disqus";
    }

    @Override
    public void read(InputStream file, CommentSink sink) throws IOException {
        XmlFile xml = XmlFile.open(file);
        Map<String, ImportedArticle> threads = new HashMap<>();
        long characters = 0;
        while (xml.next()) {
            if (xml.isStart("thread")) {
                characters += readThread(xml, threads) + THREAD_ALLOWANCE;
                if (characters > MAX_THREAD_CHARACTERS) {
                    throw new ImportFileException(xml.line(), 0, "It has too many threads");
                }
            } else if (xml.isStart("post")) {
                readPost(xml, threads, sink);
            }
        }
    }

    private static long readThread(XmlFile xml, Map<String, ImportedArticle> threads) throws IOException {
        String id = xml.attribute("id");
        Map<String, String> fields = fields(xml);
        String title = HtmlText.of(fields.getOrDefault("title", ""));
        threads.put(id, new ImportedArticle(null, fields.get("link"), title));
        return (long) id.length()
                + title.length()
                + fields.getOrDefault("link", "").length();
    }

    private static void readPost(XmlFile xml, Map<String, ImportedArticle> threads, CommentSink sink)
            throws IOException {
        long line = xml.line();
        String id = xml.attribute("id");
        Map<String, String> fields = fields(xml);
        @Nullable ImportedArticle article = threads.get(fields.getOrDefault("thread", ""));
        if (article == null) {
            sink.leaveOut(line, id, OmissionReason.NO_ARTICLE);
            return;
        }
        sink.add(new ImportedComment(
                line,
                id,
                fields.get("parent"),
                article,
                fields.get("name"),
                fields.get("email"),
                HtmlText.of(fields.getOrDefault("message", "")),
                status(fields),
                time(fields.getOrDefault("createdAt", ""))));
    }

    // The elements of a thread or post. Those of its author are among them, and of thread and parent it has only the
    // ids.
    private static Map<String, String> fields(XmlFile xml) throws IOException {
        Map<String, String> fields = new HashMap<>();
        int depth = 1;
        while (depth > 0 && xml.next()) {
            if (!xml.isStart()) {
                depth--;
            } else if (xml.isStart("author")) {
                depth++;
            } else if (depth == 1 && (xml.isStart("thread") || xml.isStart("parent"))) {
                String name = xml.name();
                fields.put(name, xml.attribute("id"));
                xml.text(0);
            } else {
                String name = xml.name();
                fields.put(
                        name, xml.text(name.equals("message") ? MESSAGE : FIELD).strip());
            }
        }
        return fields;
    }

    // Only some exports say whether a comment is approved.
    private static ImportedStatus status(Map<String, String> fields) {
        if (isTrue(fields, "isDeleted")) {
            return ImportedStatus.DELETED;
        }
        if (isTrue(fields, "isSpam")) {
            return ImportedStatus.SPAM;
        }
        return fields.containsKey("isApproved") && !isTrue(fields, "isApproved")
                ? ImportedStatus.PENDING
                : ImportedStatus.APPROVED;
    }

    private static boolean isTrue(Map<String, String> fields, String field) {
        return fields.getOrDefault(field, "").equals("true");
    }

    // In UTC; old exports leave the Z out.
    private static @Nullable Instant time(String text) {
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException _) {
            return null;
        }
    }
}
