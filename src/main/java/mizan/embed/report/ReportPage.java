package mizan.embed.report;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.uri.UriBuilder;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import mizan.comment.report.ReportReason;
import mizan.platform.http.FieldViolation;
import mizan.platform.i18n.LocalizedMessages;
import mizan.publication.SingleComment;
import mizan.site.Site;
import org.jspecify.annotations.Nullable;

/** The page without script on which a reader reports a comment. */
@Introspected
public record ReportPage(LocalizedMessages messages, Site site, SingleComment comment, State state) {

    /** The part of the page below the comment. */
    public sealed interface State {

        /** The empty form. */
        record Form() implements State {}

        /** The form, which was sent without a reason. */
        record NoReason(String note) implements State {}

        /** The form, whose note breaks a rule. */
        record InvalidNote(ReportReason reason, String note, FieldViolation violation) implements State {}

        /** The thanks. */
        record Sent(ReportReason reason) implements State {}
    }

    public String text(String key, Object... arguments) {
        return messages.get(key, arguments);
    }

    public String author() {
        return Objects.requireNonNullElseGet(comment.name(), () -> text("comments.deletedAuthor"));
    }

    public List<ReportReason> reasons() {
        return Arrays.asList(ReportReason.values());
    }

    public boolean isSent() {
        return state instanceof State.Sent;
    }

    /** Whether the comment was reported as illegal. */
    public boolean isReportedAsIllegal() {
        return state instanceof State.Sent(ReportReason reason) && reason == ReportReason.ILLEGAL;
    }

    public boolean isWithoutReason() {
        return state instanceof State.NoReason;
    }

    public boolean isChosen(ReportReason reason) {
        return state instanceof State.InvalidNote invalid && invalid.reason() == reason;
    }

    /** The note as it was sent. */
    public String note() {
        return switch (state) {
            case State.NoReason(String note) -> note;
            case State.InvalidNote invalid -> invalid.note();
            case State.Form _, State.Sent _ -> "";
        };
    }

    /** The error message of the note; null if the note is valid. */
    public @Nullable String noteViolation() {
        return state instanceof State.InvalidNote invalid ? invalid.violation().detail(messages) : null;
    }

    /** The form for a notice of illegal content. */
    public String noticeUrl() {
        return UriBuilder.of("/sites/" + site.name() + "/comments/" + comment.id() + "/notice")
                .queryParam("lang", messages.language().toLanguageTag())
                .toString();
    }

    /** The page with the comment. */
    public String back() {
        return back(site, comment, messages).toString();
    }

    /** The page with a comment. */
    public static URI back(Site site, SingleComment comment, LocalizedMessages messages) {
        return UriBuilder.of("/sites/" + site.name() + "/comments.html")
                .queryParam("article", comment.article())
                .queryParam("around", comment.id())
                .queryParam("lang", messages.language().toLanguageTag())
                .fragment("comment-" + comment.id())
                .build();
    }
}
