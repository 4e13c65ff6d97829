package mizan.benchmark.report;

import mizan.benchmark.Options;
import mizan.benchmark.process.PostgresServer;

/** Describes the machine, the versions and the settings of a measurement. */
public final class TestEnvironment {

    private TestEnvironment() {}

    public static String describe(PostgresServer database, Options options) {
        return "%d cores (%s) shared by the service, PostgreSQL and the clients; Java %s, flags %s; %s; %s; %d rounds of %.1f s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.arch"),
                        Runtime.version(),
                        String.join(" ", options.flags),
                        database.text("SELECT split_part(version(), ' on ', 1)"),
                        PostgresServer.settings(),
                        options.rounds(),
                        options.roundDuration().toMillis() / 1_000.0);
    }
}
