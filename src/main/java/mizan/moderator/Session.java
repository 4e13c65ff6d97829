package mizan.moderator;

/**
 * What a sign-in begins, and signing out, a new password or a disabled account ends.
 *
 * @param moderator the account's name
 * @param generation which of the account's sessions it is
 */
public record Session(String moderator, int generation) {}
