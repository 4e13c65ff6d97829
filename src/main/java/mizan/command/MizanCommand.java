package mizan.command;

import mizan.command.failure.CommandExceptionHandler;
import mizan.command.key.KeysCommand;
import mizan.command.privacy.ErasuresCommand;
import mizan.command.privacy.RetentionCommand;
import mizan.command.privacy.StatementsCommand;
import mizan.command.screening.ScreeningCommand;
import mizan.command.transfer.ExportCommand;
import mizan.command.transfer.ImportCommand;
import mizan.platform.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root command. */
@Command(
        name = "mizan",
        description = "Accepts readers' comments and publishes those that moderators approve.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ServeCommand.class,
            MigrateCommand.class,
            KeysCommand.class,
            ModeratorCommand.class,
            AuditCommand.class,
            MaintenanceCommand.class,
            StatementsCommand.class,
            RetentionCommand.class,
            ErasuresCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            ScreeningCommand.class,
            ScorerKeysCommand.class,
            WebhookCommand.class
        })
public final class MizanCommand {

    /** Creates the command line with all commands. */
    public static CommandLine commands() {
        CommandLine commands = new CommandLine(new MizanCommand());
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setExecutionExceptionHandler(new CommandExceptionHandler());
        setVersion(commands);
        return commands;
    }

    private static void setVersion(CommandLine command) {
        command.getCommandSpec().version("mizan " + Version.NUMBER);
        command.getSubcommands().values().forEach(MizanCommand::setVersion);
    }
}
