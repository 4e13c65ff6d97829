package mizan.submission.notice;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A notice as a client sends it, before validation.
 *
 * @param explanation why the comment is illegal: 1 to 5,000 user-perceived characters; plain text
 * @param name the notifier, 1 to 80 user-perceived characters. Like the address, it may be missing in a notice about sexual
 *     abuse of children
 * @param email a valid address of at most 254 bytes; it is never returned
 * @param goodFaith whether the notifier believes in good faith that the notice is accurate and complete: true
 * @param childSexualAbuse whether the notice is about sexual abuse of children
 */
@Introspected
@Schema(name = "Notice")
public record NoticeRequest(
        @Schema(requiredMode = REQUIRED, nullable = false) @Nullable String explanation,

        @Nullable String name,
        @Nullable String email,

        @Schema(requiredMode = REQUIRED, nullable = false) @Nullable Boolean goodFaith,

        @Nullable Boolean childSexualAbuse) {

    boolean isInGoodFaith() {
        return Boolean.TRUE.equals(goodFaith);
    }

    boolean isAboutChildSexualAbuse() {
        return Boolean.TRUE.equals(childSexualAbuse);
    }

    /** Holds no personal data, because it may be logged. */
    @Override
    public String toString() {
        return "NoticeRequest[…]";
    }
}
