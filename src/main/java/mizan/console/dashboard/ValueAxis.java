package mizan.console.dashboard;

import java.util.List;
import java.util.stream.LongStream;

/**
 * A vertical axis from zero to a round number.
 *
 * @param max the upper end, at least as large as every value
 * @param step the distance between grid lines: 1, 2 or 5 times a power of ten
 */
public record ValueAxis(long max, long step) {

    /** Without the line at zero. */
    private static final int MAX_GRID_LINES = 4;

    /** The smallest axis with room for the value. */
    static ValueAxis of(long maxValue) {
        long step = 1;
        int[] factors = {1, 2, 5};
        for (int i = 0; step * MAX_GRID_LINES < maxValue; i++) {
            step = factors[i % 3] * power(i / 3);
        }
        long lines = Math.max(1, Math.ceilDiv(maxValue, step));
        return new ValueAxis(lines * step, step);
    }

    /** The values of the grid lines in ascending order, without zero. */
    public List<Long> gridLines() {
        return LongStream.rangeClosed(1, max / step)
                .map(line -> line * step)
                .boxed()
                .toList();
    }

    /** The position of a value, between 0 and 1. */
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
