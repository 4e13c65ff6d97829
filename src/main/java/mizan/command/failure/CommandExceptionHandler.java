package mizan.command.failure;

import java.net.BindException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import mizan.platform.database.DatabaseFailure;
import mizan.platform.database.DatabaseUnavailable;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Prints a failure that the user can fix without a stack trace, and rethrows all others. */
public final class CommandExceptionHandler implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult arguments) throws Exception {
        CommandFailure failure = failure(thrown).orElseThrow(() -> thrown);
        command.getErr().println(failure.getMessage());
        return failure.exitCode();
    }

    /** The failure that the user can fix; empty if it is an error of the program. */
    public static Optional<CommandFailure> failure(Throwable thrown) {
        List<Throwable> causes = Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .toList();
        for (Throwable cause : causes) {
            switch (cause) {
                case CommandFailure failure -> {
                    return Optional.of(failure);
                }
                case BindException _ -> {
                    return Optional.of(CommandFailure.of("A port is in use, or its address is not one of this machine:"
                            + " set MICRONAUT_SERVER_PORT, ENDPOINTS_ALL_PORT or MICRONAUT_SERVER_HOST"));
                }
                case FileSystemException file -> {
                    return Optional.of(CommandFailure.of("A file cannot be read or written: " + file.getMessage()));
                }
                case SQLException sql
                when message(sql) != null -> {
                    return Optional.of(CommandFailure.of(String.valueOf(message(sql))));
                }
                default -> {}
            }
        }
        if (DatabaseUnavailable.isCauseOf(thrown)) {
            return Optional.of(
                    CommandFailure.of(sentence(DatabaseFailure.of(thrown).description())));
        }
        return causes.stream()
                .filter(FlywayException.class::isInstance)
                .findFirst()
                .map(flyway -> CommandFailure.of("The database cannot be migrated: "
                        + String.valueOf(flyway.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; ")));
    }

    private static String sentence(String clause) {
        return clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1);
    }

    // SQLSTATE: PostgreSQL manual, appendix A.
    private static @Nullable String message(SQLException thrown) {
        return switch (String.valueOf(thrown.getSQLState())) {
            case "28P01", "28000" ->
                "The database refuses the role or its password: check DATASOURCES_DEFAULT_USERNAME and"
                        + " DATASOURCES_DEFAULT_PASSWORD, and those of FLYWAY_DATASOURCES_MIGRATION";
            case "3D000" -> "The database does not exist: check DATASOURCES_DEFAULT_URL";
            case "42P01" -> "The database has no tables yet: run mizan migrate, or start the service";
            case "42501" -> "A role lacks a right in the database: " + thrown.getMessage();
            default -> null;
        };
    }
}
