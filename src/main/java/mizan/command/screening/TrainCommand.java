package mizan.command.screening;

import java.util.concurrent.Callable;
import mizan.command.context.CommandContext;
import mizan.screening.learning.LearnedModels;
import mizan.screening.learning.Trainer;
import mizan.site.Site;
import mizan.site.Sites;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code screening train}: trains the classifiers that are due. */
@Command(
        name = "train",
        description = {
            "Trains the classifiers of the sites that have enough new decisions, and prints their states. The service loads"
                    + " the result within half a minute.",
            "A service with a heap of 256 MB or more trains by itself. With less, run this once an hour."
        },
        mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return CommandContext.run(context -> {
            context.bean(Trainer.class).trainDue();
            LearnedModels models = context.bean(LearnedModels.class);
            for (Site site : context.bean(Sites.class).all()) {
                spec.commandLine()
                        .getOut()
                        .printf("%s: %s%n", site.name(), models.of(site.name()).state());
            }
            return CommandLine.ExitCode.OK;
        });
    }
}
