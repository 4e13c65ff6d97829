package mizan.command;

import java.io.PrintWriter;
import java.util.UUID;
import mizan.command.context.CommandContext;
import mizan.command.failure.CommandFailure;
import mizan.platform.http.UuidText;
import mizan.scoring.ScorerKey;
import mizan.scoring.ScorerKeys;
import mizan.site.Sites;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code scorer-keys}: manages the API keys of systems that ask for scores. */
@Command(
        name = "scorer-keys",
        description = "Manages the API keys of other systems that ask for scores in the format of the Perspective API.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class ScorerKeysCommand {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(description = "Creates a key and prints it once.", mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "NAME", description = "What the key is for.") String name,
            @Option(
                            names = "--site",
                            required = true,
                            paramLabel = "NAME",
                            description = "The site whose decisions the scores come from.")
                    String site) {
        if (!ScorerKeys.isName(name)) {
            throw CommandFailure.ofUsage("A name has 1 to " + ScorerKeys.MAX_NAME + " characters");
        }
        return CommandContext.run(context -> {
            if (context.bean(Sites.class).find(site).isEmpty()) {
                throw CommandFailure.ofUsage("There is no site with the name " + site);
            }
            out().println("The key is "
                    + context.bean(ScorerKeys.class).add(name, site, null).secret() + "   (shown this once)");
            return CommandLine.ExitCode.OK;
        });
    }

    @Command(description = "Lists the keys, without their secrets.", mixinStandardHelpOptions = true)
    int list() {
        return CommandContext.run(context -> {
            out().printf("%-36s %-24s %-24s %s%n", "ID", "SITE", "REVOKED", "NAME");
            for (ScorerKey key : context.bean(ScorerKeys.class).list()) {
                out().printf(
                                "%-36s %-24s %-24s %s%n",
                                key.id(), key.site(), key.revokedAt() == null ? "-" : key.revokedAt(), key.name());
            }
            return CommandLine.ExitCode.OK;
        });
    }

    @Command(description = "Revokes a key at once.", mixinStandardHelpOptions = true)
    int revoke(@Parameters(paramLabel = "ID", description = "The id of the key, as list shows it.") String id) {
        UUID parsed = UuidText.parse(id).orElseThrow(() -> CommandFailure.ofUsage("This is not an id of a key: " + id));
        return CommandContext.run(context -> {
            if (!context.bean(ScorerKeys.class).revoke(parsed, null)) {
                throw CommandFailure.of("There is no valid key with this id");
            }
            return CommandLine.ExitCode.OK;
        });
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
