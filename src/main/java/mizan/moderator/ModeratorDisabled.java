package mizan.moderator;

/**
 * An account is being shut out: published in the transaction that does it, so that others let go of what the account holds
 * together with it or not at all.
 *
 * @param name the account's
 */
public record ModeratorDisabled(String name) {}
