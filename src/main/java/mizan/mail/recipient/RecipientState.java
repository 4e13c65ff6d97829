package mizan.mail.recipient;

/** What is known about the address of a recipient. */
public enum RecipientState {
    /** Its owner has not confirmed it. */
    UNCONFIRMED,
    /** Its owner has confirmed it: it gets mails. */
    CONFIRMED,
    /** Its owner wants no mails, whether the address was confirmed or not. */
    UNSUBSCRIBED
}
