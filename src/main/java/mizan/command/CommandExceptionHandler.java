package mizan.command;

import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import mizan.platform.database.DatabaseUnavailable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in one line what a command could not do for a cause that its user can mend; throws what is a fault of ours. */
final class CommandExceptionHandler implements IExecutionExceptionHandler {

    private static final String UNDEFINED_TABLE = "42P01";

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult arguments) throws Exception {
        command.getErr().println(cause(thrown).orElseThrow(() -> thrown));
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** What its user can mend; empty for a fault of ours. */
    static Optional<String> cause(Exception thrown) {
        if (thrown instanceof CommandContext.NotNow) {
            return Optional.ofNullable(thrown.getMessage());
        }
        if (DatabaseUnavailable.isCauseOf(thrown)) {
            return Optional.of("The database is away");
        }
        return isUnmigrated(thrown)
                ? Optional.of("The database has no tables yet: start the service first, which migrates it")
                : Optional.empty();
    }

    private static boolean isUnmigrated(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SQLException sql && UNDEFINED_TABLE.equals(sql.getSQLState()));
    }
}
