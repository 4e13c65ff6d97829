package mizan.transfer.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import mizan.comment.article.ArticleComments;
import mizan.transfer.export.ExportRepository.CommentRow;
import mizan.transfer.export.ExportRepository.DecisionRow;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * A table for spreadsheets (RFC 4180), with a byte order mark, without which Excel does not recognise UTF-8. Cells that
 * spreadsheets would run as formulas start with an apostrophe.
 */
final class CsvExport implements ExportWriter {

    /** OWASP, CSV Injection; the last four are full-width forms. */
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private final Writer writer;
    private final CSVPrinter printer;
    private StoredArticle article = new StoredArticle("", null, null, ArticleComments.OPEN);

    CsvExport(OutputStream out) throws IOException {
        this.writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.printer = new CSVPrinter(writer, CSVFormat.RFC4180);
    }

    @Override
    public void start() throws IOException {
        writer.write('\ufeff');
        printer.printRecord(
                "id",
                "article",
                "articleUrl",
                "articleTitle",
                "parentId",
                "name",
                "email",
                "body",
                "status",
                "reason",
                "submittedAt",
                "decidedAt",
                "moderator");
    }

    @Override
    public void article(StoredArticle next) {
        article = next;
    }

    @Override
    public void comment(StoredComment comment) throws IOException {
        CommentRow row = comment.row();
        printer.printRecord(
                row.id(),
                defused(article.key()),
                defused(article.url()),
                defused(article.title()),
                row.parentId(),
                defused(row.name()),
                defused(comment.email()),
                defused(row.body()),
                row.status(),
                comment.reason().orElse(null),
                row.submittedAt(),
                row.decidedAt(),
                defused(comment.lastDecision().map(DecisionRow::moderator).orElse(null)));
    }

    @Override
    public void finish() throws IOException {
        writer.flush();
    }

    private static @Nullable String defused(@Nullable String cell) {
        return cell == null || cell.isEmpty() || FORMULA_STARTS.indexOf(cell.charAt(0)) < 0 ? cell : "'" + cell;
    }
}
