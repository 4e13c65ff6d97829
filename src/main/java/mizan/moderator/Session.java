package mizan.moderator;

/**
 * A session of an account. Sign-in begins one. Sign-out, a new password and disabling the account end all of them.
 *
 * @param moderator the name of the account
 * @param generation equals the account's counter while the session is valid; ending all sessions increments the counter
 */
public record Session(String moderator, int generation) {}
