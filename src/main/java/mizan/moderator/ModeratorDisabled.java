package mizan.moderator;

/**
 * Event: an account is being disabled. It is published in the transaction that disables the account, so listeners release
 * the account's claims in the same commit.
 *
 * @param name the name of the account
 */
public record ModeratorDisabled(String name) {}
