package mizan.transfer.wordpress;

import mizan.transfer.markup.HtmlText;
import mizan.transfer.source.ImportedArticle;
import org.jspecify.annotations.Nullable;

/** The post whose comments are being read. Its fields precede its comments. */
final class WordPressPost {

    private final String blog;
    private String title = "";
    private String link = "";
    private String id = "";
    private @Nullable ImportedArticle article;

    WordPressPost(String blog) {
        this.blog = blog;
    }

    void setTitle(String value) {
        title = HtmlText.of(value);
        article = null;
    }

    void setLink(String value) {
        link = value.strip();
        article = null;
    }

    void setId(String value) {
        id = value.strip();
        article = null;
    }

    /** The article. A post without a link has the address under which WordPress shows it as well. */
    ImportedArticle article() {
        ImportedArticle known = article;
        if (known == null) {
            String url = link.isEmpty() && !id.isEmpty() ? blog + "/?p=" + id : link;
            known = new ImportedArticle(null, url, title);
            article = known;
        }
        return known;
    }
}
