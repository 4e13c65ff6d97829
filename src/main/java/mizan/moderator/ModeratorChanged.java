package mizan.moderator;

/**
 * Event: the roles or sites of an account are being changed, or it is being disabled. It is published in the transaction of
 * the change, so listeners release the account's claims in the same commit.
 *
 * @param name the name of the account
 */
public record ModeratorChanged(String name) {}
