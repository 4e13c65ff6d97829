package mizan.embed;

import io.micronaut.core.annotation.Introspected;
import mizan.comment.CommentState;
import mizan.platform.i18n.LocalizedMessages;

/** What the page about an author's comment shows. */
@Introspected
public record ReceiptPage(LocalizedMessages texts, String receipt, CommentState standing) {

    public String text(String key, Object... arguments) {
        return texts.get(key, arguments);
    }

    /** How the comment stands, in a word and in a sentence. */
    public String state() {
        return text(key());
    }

    public String explanation() {
        return switch (standing.status()) {
            case REJECTED -> text(key() + ".detail", text("comments.reason." + standing.reason()));
            case PENDING, APPROVED, WITHDRAWN -> text(key() + ".detail");
        };
    }

    public String address() {
        return "/receipts/" + receipt + query(texts);
    }

    public String withdrawal() {
        return "/receipts/" + receipt + "/withdrawal" + query(texts);
    }

    /** Keeps the language on the way to the next page. */
    static String query(LocalizedMessages texts) {
        return "?lang=" + texts.language().toLanguageTag();
    }

    private String key() {
        return switch (standing.status()) {
            case PENDING -> "receipt.pending";
            case APPROVED -> "receipt.approved";
            case REJECTED -> "receipt.rejected";
            case WITHDRAWN -> "receipt.withdrawn";
        };
    }
}
