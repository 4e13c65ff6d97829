package mizan.command.privacy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import mizan.command.context.CommandContext;
import mizan.comment.erasure.ErasureRecord;
import mizan.comment.erasure.Erasures;
import mizan.privacy.AuthorErasure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code erasures}: makes erasures survive a restore from a backup. */
@Command(
        name = "erasures",
        description = "Erases personal data again that the restore of a backup has brought back.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class ErasuresCommand {

    private static final int PAGE_SIZE = 10_000;
    private static final UUID FIRST = new UUID(0, 0);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            description =
                    "Prints the ids of all erased comments, or writes them to a file. Keep it beside the backups.",
            mixinStandardHelpOptions = true)
    int export(
            @Parameters(arity = "0..1", paramLabel = "FILE", description = "Replaced if it exists.") @Nullable Path file) {
        return CommandContext.run(context -> {
            List<ErasureRecord> records = records(context.bean(Erasures.class));
            if (file == null) {
                ErasureFile.lines(records).forEach(spec.commandLine().getOut()::println);
            } else {
                ErasureFile.write(file, records);
                spec.commandLine().getOut().printf("Erasures: %d%n", records.size());
            }
            return CommandLine.ExitCode.OK;
        });
    }

    @Command(
            description = "Erases the comments of a file again, or those that the database itself has recorded."
                    + " To be run after each restore, before the service starts. Repeating it does no harm.",
            mixinStandardHelpOptions = true)
    int replay(
            @Parameters(arity = "0..1", paramLabel = "FILE", description = "Written by `mizan erasures export`.")
                    @Nullable Path file) {
        @Nullable List<ErasureRecord> fromFile = file == null ? null : ErasureFile.read(file);
        return CommandContext.run(context -> {
            List<ErasureRecord> records = fromFile == null ? records(context.bean(Erasures.class)) : fromFile;
            replay(context.bean(AuthorErasure.class), records);
            return CommandLine.ExitCode.OK;
        });
    }

    private void replay(AuthorErasure erasure, List<ErasureRecord> records) {
        long erased = 0;
        long kept = 0;
        long missing = 0;
        for (int from = 0; from < records.size(); from += Erasures.BATCH_SIZE) {
            Erasures.ReplayedBatch batch =
                    erasure.replay(records.subList(from, Math.min(from + Erasures.BATCH_SIZE, records.size())));
            erased += batch.erased().size();
            kept += batch.countKeptTexts();
            missing += batch.missing();
        }
        spec.commandLine()
                .getOut()
                .printf(
                        "Erased again: %d (texts kept: %d)%nErased already: %d%nNot in this database: %d%n",
                        erased, kept, records.size() - erased - missing, missing);
    }

    private static List<ErasureRecord> records(Erasures erasures) {
        List<ErasureRecord> records = new ArrayList<>();
        List<ErasureRecord> page = erasures.records(FIRST, PAGE_SIZE);
        while (!page.isEmpty()) {
            records.addAll(page);
            page = erasures.records(page.getLast().commentId(), PAGE_SIZE);
        }
        return records;
    }
}
