package mizan;

import mizan.command.MizanCommand;
import mizan.command.ServeCommand;
import picocli.CommandLine;

/** Entry point of the process. Without arguments it runs the service; otherwise it runs a command. */
public final class Application {

    private Application() {}

    public static void main(String[] args) {
        int exitCode = args.length == 0
                ? ServeCommand.runWithoutPicocli()
                : MizanCommand.commands().execute(args);
        if (exitCode != CommandLine.ExitCode.OK) {
            System.exit(exitCode);
        }
    }
}
