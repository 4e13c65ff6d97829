package mizan.platform.job;

import java.util.function.LongSupplier;

/** Work in batches, each in its own short transaction. */
public final class Batches {

    private Batches() {}

    /**
     * Runs batches until one finds nothing, or the thread is interrupted.
     *
     * @param batch returns the number of rows that it has changed
     * @return the sum of these numbers
     */
    public static long run(LongSupplier batch) {
        long sum = 0;
        long changed;
        do {
            changed = batch.getAsLong();
            sum += changed;
        } while (changed > 0 && !Thread.currentThread().isInterrupted());
        return sum;
    }
}
