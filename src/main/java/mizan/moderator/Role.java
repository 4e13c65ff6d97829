package mizan.moderator;

/** What an account is for. */
public enum Role {
    /** Decides on the comments of the account's sites. */
    MODERATOR,
    /** Decides on all sites' comments, looks after the accounts, reads the audit trail. */
    ADMIN,
    /** Handles what the law says about personal data. */
    PRIVACY
}
