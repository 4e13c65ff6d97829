package mizan.mail.smtp;

/** Result of an attempt to send a mail. */
public sealed interface SendOutcome {

    /** The server has accepted the mail, and is responsible for it. */
    record Sent() implements SendOutcome {}

    /** The server refuses this recipient or this mail for good. */
    record Refused(int code) implements SendOutcome {}

    /** The server refuses this recipient or this mail for now. */
    record Deferred(int code) implements SendOutcome {}

    /** The server cannot be used for any mail. Whether it has accepted this one may be unknown. */
    record Unavailable(String cause) implements SendOutcome {}
}
