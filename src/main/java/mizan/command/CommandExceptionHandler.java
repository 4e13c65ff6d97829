package mizan.command;

import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import mizan.platform.database.DatabaseUnavailable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Prints a failure that the user can fix in one line, and rethrows all others. */
final class CommandExceptionHandler implements IExecutionExceptionHandler {

    private static final String UNDEFINED_TABLE = "42P01";

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult arguments) throws Exception {
        command.getErr().println(message(thrown).orElseThrow(() -> thrown));
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** A message for a failure that the user can fix; empty for all others. */
    static Optional<String> message(Exception thrown) {
        if (thrown instanceof CommandContext.TemporaryFailure) {
            return Optional.ofNullable(thrown.getMessage());
        }
        if (DatabaseUnavailable.isCauseOf(thrown)) {
            return Optional.of("The database is unavailable");
        }
        return isUnmigrated(thrown)
                ? Optional.of("The database has no tables yet: start the service first, which creates them")
                : Optional.empty();
    }

    private static boolean isUnmigrated(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SQLException sql && UNDEFINED_TABLE.equals(sql.getSQLState()));
    }
}
