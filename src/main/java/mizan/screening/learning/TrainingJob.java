package mizan.screening.learning;

import jakarta.inject.Singleton;
import java.time.Duration;
import mizan.platform.job.Job;

/** Trains classifiers in the background, where the heap is large enough. */
@Singleton
class TrainingJob implements Job {

    /**
     * A training takes up to 80 MB, more than a service in 512 MiB can spare. There, {@code mizan screening train} trains
     * in a process of its own.
     */
    private static final long MIN_HEAP = 256L << 20;

    private final Trainer trainer;

    TrainingJob(Trainer trainer) {
        this.trainer = trainer;
    }

    @Override
    public String name() {
        return "screening-training";
    }

    @Override
    public Duration interval() {
        return Duration.ofMinutes(15);
    }

    @Override
    public void run() {
        run(Runtime.getRuntime().maxMemory());
    }

    void run(long heap) {
        if (heap >= MIN_HEAP) {
            trainer.trainDue();
        }
    }
}
