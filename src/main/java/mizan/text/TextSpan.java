package mizan.text;

/** A place in a text, as UTF-16 offsets {@code [from, to)}. */
public record TextSpan(int from, int to) {

    public TextSpan {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("Not a span: " + from + " to " + to);
        }
    }
}
