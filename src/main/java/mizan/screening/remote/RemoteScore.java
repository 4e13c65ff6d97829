package mizan.screening.remote;

/** The answer of a remote scorer about a text. */
public sealed interface RemoteScore {

    /**
     * The text has scores.
     *
     * @param detail the attributes that have reached the threshold with their percentages, highest first; empty for none
     */
    record Scored(String detail) implements RemoteScore {}

    /** The scorer does not score this text, and will not do so later. */
    record Refused() implements RemoteScore {}

    /** There is no usable answer now. */
    record Unavailable() implements RemoteScore {}
}
