package mizan.command.privacy;

import java.util.Map;
import java.util.concurrent.Callable;
import mizan.command.context.CommandContext;
import mizan.privacy.Retention;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code retention}: erases expired personal data now, or counts it. */
@Command(
        name = "retention",
        description =
                "Erases personal data whose retention period is over. The service does this once a day, and may run at"
                        + " the same time.",
        mixinStandardHelpOptions = true)
public final class RetentionCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--dry-run", description = "Only prints the numbers of comments, and changes nothing.")
    private boolean isDryRun;

    @Override
    public Integer call() {
        return CommandContext.run(context -> {
            Retention retention = context.bean(Retention.class);
            Map<Retention.Rule, Long> counts = isDryRun ? retention.count() : retention.erase();
            counts.forEach((rule, comments) -> spec.commandLine().getOut().printf("%s: %d%n", rule, comments));
            return CommandLine.ExitCode.OK;
        });
    }
}
