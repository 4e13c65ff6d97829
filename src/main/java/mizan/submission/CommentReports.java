package mizan.submission;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import mizan.comment.CommentId;
import mizan.comment.report.Report;
import mizan.comment.report.ReportReason;
import mizan.comment.report.Reports;
import mizan.moderation.decision.ReportThreshold;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.client.ClientAddress;
import mizan.site.Site;
import mizan.text.PlainText;
import mizan.text.TextValidation;
import mizan.text.TextViolation;
import org.jspecify.annotations.Nullable;

/** Accepts readers' reports of published comments. A client may send as many as comments. */
@Singleton
public class CommentReports {

    private final Reports reports;
    private final ClientPseudonym pseudonym;
    private final ReportLimit limit;
    private final ReportThreshold threshold;
    private final Clock clock;

    CommentReports(
            Reports reports, ClientPseudonym pseudonym, ReportLimit limit, ReportThreshold threshold, Clock clock) {
        this.reports = reports;
        this.pseudonym = pseudonym;
        this.limit = limit;
        this.threshold = threshold;
        this.clock = clock;
    }

    /**
     * Reports a comment. The report is committed before this method returns, and the comment is hidden if it is one report
     * too many.
     *
     * @param note what the reader adds: at most 1,000 user-perceived characters; null or blank for nothing
     */
    public ReportOutcome report(
            Site site, CommentId comment, ReportReason reason, @Nullable String note, ClientAddress client) {
        if (note == null || PlainText.trim(note).isEmpty()) {
            return store(site, comment, reason, null, client);
        }
        return switch (PlainText.NOTE.check(note)) {
            case TextValidation.Valid(String text) -> store(site, comment, reason, text, client);
            case TextValidation.Invalid(TextViolation violation) ->
                new ReportOutcome.Invalid(FieldViolation.of("note", violation));
        };
    }

    private ReportOutcome store(
            Site site, CommentId comment, ReportReason reason, @Nullable String note, ClientAddress client) {
        return limit.consume(client)
                .<ReportOutcome>map(ReportOutcome.TooMany::new)
                .orElseGet(() -> {
                    Instant now = clock.instant();
                    if (!reports.add(new Report(site.name(), comment, pseudonym.of(client, now), reason, note, now))) {
                        return new ReportOutcome.NoSuchComment();
                    }
                    threshold.check(site, comment);
                    return new ReportOutcome.Accepted();
                });
    }
}
