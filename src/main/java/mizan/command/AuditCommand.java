package mizan.command;

import mizan.audit.AuditHashChain;
import mizan.audit.Verification;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code audit}: verifies the audit trail. */
@Command(
        name = "audit",
        description = "Verifies the audit trail.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class AuditCommand {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            description =
                    "Verifies the hash chain of the audit trail, and names the first entry that was tampered with.",
            mixinStandardHelpOptions = true)
    int verify(
            @Option(
                            names = "--noted",
                            paramLabel = "HASH",
                            description =
                                    "A checkpoint: the last hash that an earlier run has printed. The chain must still contain it.")
                    @Nullable String checkpoint) {
        return CommandContext.run(context -> switch (context.bean(AuditHashChain.class)
                .verify(checkpoint)) {
            case Verification.Intact(long entries, String head) -> {
                spec.commandLine().getOut().printf("Intact: %d entries. The last hash is %s%n", entries, head);
                yield CommandLine.ExitCode.OK;
            }
            case Verification.Tampered(long entry, String reason) ->
                fail("Tampered: entry %d is the first that does not match the chain: %s".formatted(entry, reason));
            case Verification.Truncated(long entries) ->
                fail("Truncated: the %d entries match the chain, but it does not contain the checkpoint"
                        .formatted(entries));
        });
    }

    private int fail(String message) {
        spec.commandLine().getErr().println(message);
        return CommandLine.ExitCode.SOFTWARE;
    }
}
