package mizan;

import mizan.command.Mizan;
import mizan.command.Serve;
import picocli.CommandLine;

/** Where the process starts: without arguments it serves. */
public final class Application {

    private Application() {}

    public static void main(String[] args) {
        int exitCode = args.length == 0 ? Serve.alone() : Mizan.commands().execute(args);
        if (exitCode != CommandLine.ExitCode.OK) {
            System.exit(exitCode);
        }
    }
}
