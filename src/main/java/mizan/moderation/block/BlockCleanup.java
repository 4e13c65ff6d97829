package mizan.moderation.block;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import mizan.comment.block.Blocks;
import mizan.platform.job.Batches;
import mizan.platform.job.Job;

/** Deletes blocks that have ended. The audit trail keeps that there were some. */
@Singleton
class BlockCleanup implements Job {

    private static final int BATCH_SIZE = 1_000;

    private final Blocks blocks;
    private final Clock clock;

    BlockCleanup(Blocks blocks, Clock clock) {
        this.blocks = blocks;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "blocks";
    }

    @Override
    public Duration interval() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        Batches.run(() -> blocks.deleteEnded(now, BATCH_SIZE));
    }
}
