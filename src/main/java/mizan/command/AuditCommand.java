package mizan.command;

import mizan.audit.AuditHashChain;
import mizan.audit.Verification;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks after the audit trail. */
@Command(
        name = "audit",
        description = "Looks after the audit trail.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class AuditCommand {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            description = "Goes through the hash chain over the trail, and names the first entry that breaks it.",
            mixinStandardHelpOptions = true)
    int verify(
            @Option(
                            names = "--noted",
                            paramLabel = "LINK",
                            description = "The last link that an earlier run has said: it has to be there still.")
                    @Nullable String noted) {
        return CommandContext.run(spec, context -> switch (context.bean(AuditHashChain.class)
                .verify(noted)) {
            case Verification.Intact(long entries, String head) -> {
                spec.commandLine().getOut().printf("Whole: %d entries. The last link is %s%n", entries, head);
                yield CommandLine.ExitCode.OK;
            }
            case Verification.Tampered(long entry, String reason) ->
                refuse("Broken: entry %d is the first that is not as it was sealed: %s".formatted(entry, reason));
            case Verification.Truncated(long entries) ->
                refuse("Broken: the %d entries hang together, but the noted link is not there any more"
                        .formatted(entries));
        });
    }

    private int refuse(String message) {
        spec.commandLine().getErr().println(message);
        return CommandLine.ExitCode.SOFTWARE;
    }
}
