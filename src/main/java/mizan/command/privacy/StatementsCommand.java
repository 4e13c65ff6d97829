package mizan.command.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import mizan.command.context.CommandContext;
import mizan.command.failure.CommandFailure;
import mizan.privacy.statement.StatementExport;
import mizan.privacy.statement.Statements;
import mizan.privacy.statement.TransparencyStatement;
import mizan.site.Site;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code statements}: exports statements of reasons for the EU's transparency database. */
@Command(
        name = "statements",
        description = {
            "Prints the statements of reasons of a period as JSON Lines, in the format of the API of the DSA Transparency"
                    + " Database. A rejection that a later decision has replaced is left out."
        },
        mixinStandardHelpOptions = true)
public final class StatementsCommand implements Callable<Integer> {

    // Only ASCII, so that the encoding of the terminal does not matter.
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--from",
            required = true,
            paramLabel = "DAY",
            description = "The first day, such as 2026-11-01, in the time zone of each site.")
    private LocalDate from = LocalDate.MIN;

    @Option(names = "--until", required = true, paramLabel = "DAY", description = "The day after the last one.")
    private LocalDate until = LocalDate.MIN;

    @Option(names = "--site", paramLabel = "NAME", description = "Only this site; all sites if it is missing.")
    private @Nullable String site;

    // The position outlives an attempt, so that no statement is printed twice.
    private @Nullable StatementExport export;

    @Override
    public Integer call() {
        if (!from.isBefore(until)) {
            throw CommandFailure.ofUsage("--from must be before --until");
        }
        PrintWriter out = spec.commandLine().getOut();
        return CommandContext.run(context -> {
            StatementExport position = export == null ? begin(context.bean(Sites.class)) : export;
            export = position;
            Statements statements = context.bean(Statements.class);
            List<TransparencyStatement> next = statements.next(position);
            while (!next.isEmpty() && !out.checkError()) {
                next.forEach(statement -> out.println(json(statement)));
                next = statements.next(position);
            }
            return out.checkError() ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
        });
    }

    private StatementExport begin(Sites sites) {
        Collection<Site> exported = site == null
                ? sites.all()
                : List.of(sites.find(site)
                        .orElseThrow(() -> CommandFailure.ofUsage("There is no site with the name " + site)));
        return new StatementExport(exported, from, until);
    }

    private static String json(TransparencyStatement statement) {
        try {
            return JSON.writeValueAsString(statement);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
