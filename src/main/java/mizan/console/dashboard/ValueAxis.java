package mizan.console.dashboard;

import java.util.List;
import java.util.stream.LongStream;

/**
 * An axis from nought to a round number.
 *
 * @param max its end; what is measured lies below or on it
 * @param step between two of its lines: 1, 2 or 5 times a power of ten
 */
public record ValueAxis(long max, long step) {

    /** How many lines there are at most, the one at nought not counted. */
    private static final int MAX_GRID_LINES = 4;

    /** The smallest round one on which so much has room. */
    static ValueAxis of(long maxValue) {
        long step = 1;
        int[] factors = {1, 2, 5};
        for (int i = 0; step * MAX_GRID_LINES < maxValue; i++) {
            step = factors[i % 3] * power(i / 3);
        }
        long lines = Math.max(1, Math.ceilDiv(maxValue, step));
        return new ValueAxis(lines * step, step);
    }

    /** Its lines, the lowest first, without the one at nought. */
    public List<Long> gridLines() {
        return LongStream.rangeClosed(1, max / step)
                .map(line -> line * step)
                .boxed()
                .toList();
    }

    /** Where a value lies, between 0 and 1. */
    public double fraction(long value) {
        return (double) value / max;
    }

    private static long power(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }
}
