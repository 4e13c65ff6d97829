package mizan.platform.http.client;

/**
 * A network that a client belongs to. It is personal data, so it is stored only as a keyed hash.
 *
 * @param prefix the bytes of the prefix in hexadecimal, such as {@code c0000201} for 192.0.2.1/32
 */
public record ClientNetwork(Width width, String prefix) {

    /** How many clients a network can contain. */
    public enum Width {
        /** IPv4 /32 or IPv6 /64: one machine or household. */
        NARROW,
        /** IPv6 /56: what many providers give to one customer. IPv4 addresses have no such network. */
        MEDIUM,
        /** IPv4 /24 or IPv6 /48: the smallest network that is routed by itself, such as an organisation. */
        WIDE
    }

    /** Does not contain the prefix. */
    @Override
    public String toString() {
        return "ClientNetwork[" + width + "]";
    }
}
