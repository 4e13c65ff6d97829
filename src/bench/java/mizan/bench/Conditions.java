package mizan.bench;

/** On what it was measured. */
final class Conditions {

    private Conditions() {}

    static String of(Database database, Options options) {
        return "%d cores (%s) for the service, PostgreSQL and the load together; Java %s, flags %s; %s; %s; %d rounds of %.1f s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.arch"),
                        Runtime.version(),
                        String.join(" ", options.flags),
                        database.text("SELECT split_part(version(), ' on ', 1)"),
                        Database.settings(),
                        options.rounds(),
                        options.turn().toMillis() / 1_000.0);
    }
}
