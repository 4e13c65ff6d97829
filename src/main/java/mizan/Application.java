package mizan;

import mizan.command.Faults;
import mizan.command.Mizan;
import mizan.command.Serve;
import picocli.CommandLine;

/** Where the process starts: without arguments it serves. */
public final class Application {

    private Application() {}

    public static void main(String[] args) {
        CommandLine commands = new CommandLine(args.length == 0 ? new Serve() : new Mizan());
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setExecutionExceptionHandler(new Faults());
        int exitCode = commands.execute(args);
        if (exitCode != CommandLine.ExitCode.OK) {
            System.exit(exitCode);
        }
    }
}
