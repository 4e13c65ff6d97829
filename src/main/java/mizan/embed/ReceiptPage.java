package mizan.embed;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.uri.UriBuilder;
import java.net.URI;
import mizan.comment.CommentState;
import mizan.platform.i18n.LocalizedMessages;

/** The page that shows an author the state of a comment. */
@Introspected
public record ReceiptPage(LocalizedMessages messages, String receipt, CommentState comment) {

    public String text(String key, Object... arguments) {
        return messages.get(key, arguments);
    }

    /** Short name of the state. */
    public String state() {
        return text(key());
    }

    public String explanation() {
        return switch (comment.status()) {
            case REJECTED -> text(key() + ".detail", text("comments.reason." + comment.reason()));
            case PENDING, APPROVED, WITHDRAWN -> text(key() + ".detail");
        };
    }

    public String url() {
        return withLanguage("/receipts/" + receipt, messages).toString();
    }

    public String withdrawalUrl() {
        return withLanguage("/receipts/" + receipt + "/withdrawal", messages).toString();
    }

    /** Adds the language, so that the next page is in the same one. */
    static URI withLanguage(String path, LocalizedMessages messages) {
        return UriBuilder.of(path)
                .queryParam("lang", messages.language().toLanguageTag())
                .build();
    }

    private String key() {
        return switch (comment.status()) {
            case PENDING -> "receipt.pending";
            case APPROVED -> "receipt.approved";
            case REJECTED -> "receipt.rejected";
            case WITHDRAWN -> "receipt.withdrawn";
        };
    }
}
