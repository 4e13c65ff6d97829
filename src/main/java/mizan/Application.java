package mizan;

import mizan.command.Mizan;
import mizan.command.Serve;
import picocli.CommandLine;

/** Where the process starts: without arguments it serves. */
public final class Application {

    private Application() {}

    public static void main(String[] args) {
        int exitCode =
                Mizan.commands(args.length == 0 ? new Serve() : new Mizan()).execute(args);
        if (exitCode != CommandLine.ExitCode.OK) {
            System.exit(exitCode);
        }
    }
}
