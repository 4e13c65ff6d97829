package mizan.moderator;

/**
 * Event: an account is being changed. It is published in the transaction of the change, so listeners that write to the
 * database do so in the same commit.
 *
 * @param name the name of the account
 */
public record AccountChanged(String name, Kind kind) {

    /** The kind of change. */
    public enum Kind {
        ROLES_OR_SITES,
        DISABLED,
        /** The account has a new password, and its other sessions end. */
        PASSWORD,
        /** The moderator signs out. */
        SIGNED_OUT
    }
}
