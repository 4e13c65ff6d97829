package mizan.console.account;

import mizan.console.layout.Layout;
import mizan.mail.recipient.ModeratorAddresses.ModeratorAddress;
import org.jspecify.annotations.Nullable;

/**
 * Model of the page on which moderators set the address for e-mails about overdue queues. It never contains the whole address.
 *
 * @param address null if the account has none
 * @param violation the message about an invalid address, or null
 */
public record DigestPage(
        Layout layout,
        @Nullable ModeratorAddress address,
        @Nullable String violation) {

    static final String PATH = "/console/digest";

    public String text(String key, Object... arguments) {
        return layout.text(key, arguments);
    }
}
