package mizan.console.account;

import mizan.console.layout.Layout;
import mizan.mail.recipient.ModeratorAddresses.ModeratorAddress;
import org.jspecify.annotations.Nullable;

/**
 * Model of the page on which moderators set the address for e-mails about overdue queues, and their quiet hours. It never
 * contains the whole address.
 *
 * @param address null if the account has none
 * @param violation the message about an invalid address, or null
 * @param hours the quiet hours
 */
public record DigestPage(
        Layout layout,
        @Nullable ModeratorAddress address,
        @Nullable String violation,
        Hours hours) {

    static final String PATH = "/console/digest";

    public String text(String key, Object... arguments) {
        return layout.text(key, arguments);
    }

    /**
     * Quiet hours.
     *
     * @param from a time such as {@code 22:00}, or what was typed
     * @param zone the id of their time zone
     * @param violation the message about invalid times, or null
     */
    public record Hours(
            String from, String to, String zone, @Nullable String violation) {}
}
