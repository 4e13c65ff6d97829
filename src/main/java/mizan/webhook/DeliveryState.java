package mizan.webhook;

/** The state of a delivery. */
public enum DeliveryState {
    /** It is due, or is tried again later. */
    PENDING,
    /** The receiver has accepted it. */
    DELIVERED,
    /** The receiver has not accepted it within a day. It is sent again only when an administrator wants it. */
    PARKED
}
