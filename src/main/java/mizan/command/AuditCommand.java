package mizan.command;

import java.util.List;
import java.util.UUID;
import mizan.audit.AuditHashChain;
import mizan.audit.Verification;
import mizan.command.context.CommandContext;
import mizan.command.failure.CommandFailure;
import mizan.comment.maintenance.StatusVerification;
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

    /** The number of comments that are named. */
    private static final int MAX_COMMENTS = 10;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            description =
                    "Verifies the hash chain of the audit trail, and names the first entry that was tampered with. Compares"
                            + " the status of each comment with its decisions.",
            mixinStandardHelpOptions = true)
    int verify(
            @Option(
                            names = "--noted",
                            paramLabel = "HASH",
                            description =
                                    "A checkpoint: the last hash that an earlier run has printed. The chain must still contain it.")
                    @Nullable String checkpoint) {
        if (checkpoint != null && !AuditHashChain.isCheckpoint(checkpoint)) {
            throw CommandFailure.ofUsage(
                    "Not a checkpoint: it has 64 hexadecimal digits, as the last hash that an earlier run has printed");
        }
        return CommandContext.run(context -> {
            int chain = report(context.bean(AuditHashChain.class).verify(checkpoint));
            int statuses = report(context.bean(StatusVerification.class).findDifferences());
            return Math.max(chain, statuses);
        });
    }

    private int report(Verification verification) {
        return switch (verification) {
            case Verification.Intact(long entries, String head, long unchained) -> {
                spec.commandLine().getOut().printf("Intact: %d entries. The last hash is %s%n", entries, head);
                if (unchained > 0) {
                    spec.commandLine().getOut().printf("Not in the chain yet: %d newer entries%n", unchained);
                }
                yield CommandLine.ExitCode.OK;
            }
            case Verification.Tampered(long entry, String reason) ->
                fail("Tampered: entry %d is the first that does not match the chain: %s".formatted(entry, reason));
            case Verification.Truncated(long entries) ->
                fail("Truncated: the %d entries match the chain, but it does not contain the checkpoint"
                        .formatted(entries));
        };
    }

    private int report(List<UUID> comments) {
        comments.stream()
                .limit(MAX_COMMENTS)
                .forEach(id -> fail("Changed: the status of comment " + id
                        + " is not that of its last decision, or a decision has no audit entry"));
        if (comments.size() > MAX_COMMENTS) {
            fail("Changed: %d comments in all".formatted(comments.size()));
        }
        return comments.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private int fail(String message) {
        spec.commandLine().getErr().println(message);
        return CommandLine.ExitCode.SOFTWARE;
    }
}
