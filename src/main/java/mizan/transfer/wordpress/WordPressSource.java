package mizan.transfer.wordpress;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import mizan.transfer.markup.XmlFile;
import mizan.transfer.source.CommentSink;
import mizan.transfer.source.CommentSource;

/** WXR: the RSS file that WordPress writes under Tools → Export, in any version. Comments are elements of their post. */
@Singleton
class WordPressSource implements CommentSource {

    /** Longer than any address, name or title that is used. */
    private static final int FIELD = 10_000;

    /** Longer than the longest comment that is imported, as HTML. */
    private static final int CONTENT = 1_000_000;

    @Override
    public String format() {
        return "wordpress";
    }

    @Override
    public void read(InputStream file, CommentSink sink) throws IOException {
        XmlFile xml = XmlFile.open(file);
        String blog = "";
        while (xml.next()) {
            if (xml.isStart()) {
                switch (xml.name()) {
                    case "base_blog_url" -> {
                        blog = xml.text(FIELD).strip();
                        sink.origin(blog);
                    }
                    case "item" -> readPost(xml, blog, sink);
                    default -> {
                        // Authors, categories and settings of the blog
                    }
                }
            }
        }
    }

    private static void readPost(XmlFile xml, String blog, CommentSink sink) throws IOException {
        WordPressPost post = new WordPressPost(blog);
        while (xml.next() && !xml.isEnd("item")) {
            if (xml.isStart()) {
                switch (xml.name()) {
                    case "title" -> post.setTitle(xml.text(FIELD));
                    case "link" -> post.setLink(xml.text(FIELD));
                    case "post_id" -> post.setId(xml.text(FIELD));
                    case "comment" -> readComment(xml, post, sink);
                    default -> {
                        // The text of the post, and its fields
                    }
                }
            }
        }
    }

    private static void readComment(XmlFile xml, WordPressPost post, CommentSink sink) throws IOException {
        WordPressComment comment = new WordPressComment(xml.line());
        while (xml.next() && !xml.isEnd("comment")) {
            if (xml.isStart()) {
                switch (xml.name()) {
                    // Its fields have names of their own.
                    case "commentmeta" -> xml.text(0);
                    case "comment_content" -> comment.set(xml.name(), xml.text(CONTENT));
                    default -> comment.set(xml.name(), xml.text(FIELD));
                }
            }
        }
        comment.passOn(post.article(), sink);
    }
}
