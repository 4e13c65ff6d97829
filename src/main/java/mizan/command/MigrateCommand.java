package mizan.command;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import java.time.Duration;
import java.util.concurrent.Callable;
import mizan.command.context.BootstrapSettings;
import mizan.command.context.ProcessSettings;
import mizan.platform.LogFormat;
import mizan.platform.Settings;
import mizan.platform.database.DatabaseFailure;
import mizan.platform.database.DatabaseUnavailable;
import mizan.platform.schema.SchemaMigration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code migrate}: creates or updates the tables. It needs the database only, no keys and no sites. */
@Command(
        name = "migrate",
        description = "Creates or updates the tables of the database, and the grants of the service's role.",
        mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            description = "How long to wait for a database that is unreachable, such as PT5M. Default: not at all.")
    private Duration maxWait = Duration.ZERO;

    @Override
    public Integer call() throws InterruptedException {
        LogFormat.ERRORS.select();
        try (ApplicationContext context =
                BootstrapSettings.configure(ApplicationContext.builder()).build()) {
            Environment environment = context.getEnvironment();
            environment.start();
            requireDatabase(environment);
            SchemaMigration.Result result = migrate(SchemaMigration.of(environment));
            spec.commandLine()
                    .getOut()
                    .printf("The schema has version %s; migrations run: %d%n", result.version(), result.executed());
            return CommandLine.ExitCode.OK;
        }
    }

    private static void requireDatabase(Environment environment) {
        Settings settings = new Settings(environment);
        settings.require("datasources.default.url", "the database, such as jdbc:postgresql://host:5432/mizan");
        ProcessSettings.checkDatabase(settings);
        BootstrapSettings.requireValid(settings);
    }

    private SchemaMigration.Result migrate(SchemaMigration migration) throws InterruptedException {
        for (long pauses = maxWait.dividedBy(PAUSE); ; pauses--) {
            try {
                return migration.migrate();
            } catch (RuntimeException e) {
                if (!DatabaseUnavailable.isCauseOf(e) || pauses <= 0) {
                    throw e;
                }
                spec.commandLine()
                        .getErr()
                        .printf(
                                "Waiting: %s (SQLSTATE %s)%n",
                                DatabaseFailure.of(e).description(), DatabaseUnavailable.sqlState(e));
            }
            Thread.sleep(PAUSE);
        }
    }
}
