package mizan.mail;

/** What a mail is for. */
public enum MailKind {
    /** Asks for the confirmation of an address. It is the only mail to an unconfirmed one. */
    CONFIRMATION,
    /** Tells an author of the decision on a comment. */
    DECISION,
    /** Tells a moderator which queues are overdue. */
    DIGEST
}
