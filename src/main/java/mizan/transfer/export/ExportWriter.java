package mizan.transfer.export;

import java.io.IOException;

/** Writes the rows of a site in one format. */
interface ExportWriter {

    void start() throws IOException;

    void article(StoredArticle article) throws IOException;

    /** A comment of the last article. */
    void comment(StoredComment comment) throws IOException;

    void finish() throws IOException;
}
