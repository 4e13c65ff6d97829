package mizan.command.key;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import mizan.command.context.CommandContext;
import mizan.command.failure.CommandFailure;
import mizan.rotation.Reseal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code keys reseal}: moves stored values to the primary keys. */
@Command(
        name = "reseal",
        description = "Replaces stored values under old keys by values under the primary keys, in small batches."
                + " The service may run at the same time. A run can be stopped and resumed.",
        mixinStandardHelpOptions = true)
final class ResealCommand implements Callable<Integer> {

    private static final int BATCHES_PER_LINE = 20;

    @Option(
            names = "--pause",
            paramLabel = "DURATION",
            description = "Pause after each batch of 500 comments; ${DEFAULT-VALUE} by default.")
    private Duration pause = Duration.ofMillis(50);

    @Option(
            names = "--after",
            paramLabel = "COMMENT",
            description = "Resumes a run after the last comment that it printed.")
    private @Nullable UUID after;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private long batches;

    @Override
    public Integer call() {
        return CommandContext.run(context -> {
            Reseal.Progress result = context.bean(Reseal.class)
                    .run(after, this::afterBatch)
                    .orElseThrow(() -> CommandFailure.of(
                            "A keyset is not that of the database, or no replica has started with its primary key."
                                    + " Nothing was changed: run mizan keys status"));
            print("Done", result);
            spec.commandLine().getOut().printf("Receipts: %d%n", result.receipts());
            return CommandLine.ExitCode.OK;
        });
    }

    private void afterBatch(Reseal.Progress progress) {
        after = progress.last(); // if the database becomes busy, the next attempt starts there
        if (++batches % BATCHES_PER_LINE == 0) {
            print("Last comment: " + progress.last(), progress);
        }
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void print(String label, Reseal.Progress progress) {
        spec.commandLine()
                .getOut()
                .printf(
                        "%s. Read: %d, changed: %d, unreadable: %d%n",
                        label, progress.read(), progress.changed(), progress.unreadable());
        spec.commandLine().getOut().flush();
    }
}
