package mizan.platform.schema;

import io.micronaut.core.value.PropertyResolver;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;

/** Runs the migrations as the role that owns the tables. Replicas that migrate at the same time wait for one another. */
public final class SchemaMigration {

    /** Settings of the migrations. */
    public static final String PREFIX = "flyway.datasources.migration.";

    private final Flyway flyway;

    private SchemaMigration(Flyway flyway) {
        this.flyway = flyway;
    }

    /** A migration with the settings {@code flyway.datasources.migration}. */
    public static SchemaMigration of(PropertyResolver settings) {
        String url = text(settings, "url");
        return new SchemaMigration(configuration()
                .dataSource(url, text(settings, "user"), text(settings, "password"))
                .initSql(text(settings, "init-sql"))
                .placeholders(Map.of("service-role", text(settings, "placeholders.service-role")))
                .load());
    }

    /** The configuration that migrations and checks have in common. */
    static FluentConfiguration configuration() {
        return Flyway.configure().locations("classpath:db/migration");
    }

    private static String text(PropertyResolver settings, String name) {
        return settings.getProperty(PREFIX + name, String.class).orElse("");
    }

    /**
     * Migrates the database to the schema of this version. A newer schema stays as it is.
     *
     * @throws org.flywaydb.core.api.FlywayException if a migration fails or was changed, or the database is unavailable
     */
    public Result migrate() {
        MigrateResult result = flyway.migrate();
        return new Result(
                result.migrationsExecuted,
                result.targetSchemaVersion == null
                        ? String.valueOf(result.initialSchemaVersion)
                        : result.targetSchemaVersion);
    }

    /**
     * The result of a migration.
     *
     * @param executed the number of migrations that were run
     * @param version the version of the schema now
     */
    public record Result(int executed, String version) {}
}
