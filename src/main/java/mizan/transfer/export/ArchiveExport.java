package mizan.transfer.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import mizan.transfer.archive.ArchiveFormat;
import mizan.transfer.archive.ArchiveLine;
import mizan.transfer.export.ExportRepository.CommentRow;
import mizan.transfer.export.ExportRepository.DecisionRow;
import org.jspecify.annotations.Nullable;

/** Writes an archive. */
final class ArchiveExport implements ExportWriter {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final OutputStream out;
    private final ExportRequest request;
    private long articles;
    private long comments;

    ArchiveExport(OutputStream out, ExportRequest request) {
        this.out = out;
        this.request = request;
    }

    @Override
    public void start() throws IOException {
        ArchiveFormat.write(
                out,
                new ArchiveLine.Start(
                        ArchiveFormat.NAME,
                        ArchiveFormat.VERSION,
                        request.site().name()));
    }

    @Override
    public void article(StoredArticle article) throws IOException {
        articles++;
        ArchiveFormat.write(
                out, new ArchiveLine.Article(article.key(), article.url(), article.title(), article.comments()));
    }

    @Override
    public void comment(StoredComment comment) throws IOException {
        comments++;
        CommentRow row = comment.row();
        ArchiveFormat.write(
                out,
                new ArchiveLine.Comment(
                        row.id(),
                        row.article(),
                        row.parentId(),
                        row.name(),
                        comment.email(),
                        request.addresses() == ExportedAddresses.SEALED ? row.emailSealed() : null,
                        row.body(),
                        row.status(),
                        row.version(),
                        row.submittedAt().toString(),
                        Objects.toString(row.decidedAt(), null),
                        row.receiptHash(),
                        findings(row.findings()),
                        decisions(comment.decisions())));
    }

    @Override
    public void finish() throws IOException {
        ArchiveFormat.write(out, new ArchiveLine.End(articles, comments));
    }

    private static @Nullable JsonNode findings(@Nullable String stored) throws IOException {
        return stored == null ? null : JSON.readTree(stored);
    }

    private static @Nullable List<ArchiveLine.Decision> decisions(List<DecisionRow> decisions) {
        return decisions.isEmpty()
                ? null
                : decisions.stream()
                        .map(decision -> new ArchiveLine.Decision(
                                decision.version(),
                                decision.verdict(),
                                decision.reason(),
                                decision.note(),
                                decision.legalGround(),
                                decision.moderator(),
                                decision.decidedAt().toString(),
                                decision.automatedDetection() ? Boolean.TRUE : null))
                        .toList();
    }
}
