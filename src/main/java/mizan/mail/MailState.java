package mizan.mail;

/** The state of a mail. */
public enum MailState {
    /** It is sent, or sent again. */
    WAITING,
    /** The SMTP server has accepted it. */
    SENT,
    /** It has failed for good. */
    PARKED,
    /** There was nothing to tell any more when it was due. */
    DROPPED
}
