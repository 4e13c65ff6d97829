package mizan.platform.schema;

import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.env.Environment;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.core.order.Ordered;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import mizan.platform.database.ClockSynchronization;
import mizan.platform.database.DatabaseCircuit;
import mizan.platform.database.DatabaseFailure;
import mizan.platform.database.DatabaseUnavailable;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares the database when the service starts: runs the migrations unless another process does, and checks schema and
 * grants. Until both fit the service is not ready, and answers requests with 503. A database that is not there yet is waited
 * for; each attempt is one line of the log.
 */
@Readiness
@Context
class SchemaStartup implements ApplicationEventListener<ServerStartupEvent>, HealthIndicator, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaStartup.class);

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final DataSource dataSource;
    private final DatabaseCircuit circuit;
    private final ClockSynchronization clocks;
    private final Environment environment;
    private final boolean isMigrating;
    private final ApplicationEventPublisher<SchemaReady> events;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private volatile @Nullable String problem = "the service has not started";
    private volatile @Nullable String newerVersion;

    SchemaStartup(
            DataSource dataSource,
            DatabaseCircuit circuit,
            ClockSynchronization clocks,
            Environment environment,
            @Property(name = "flyway.enabled") boolean isMigrating,
            ApplicationEventPublisher<SchemaReady> events) {
        this.dataSource = dataSource;
        this.circuit = circuit;
        this.clocks = clocks;
        this.environment = environment;
        this.isMigrating = isMigrating;
        this.events = events;
        // Commands have no server, and check nothing.
        if (!environment.containsProperty("mizan.command")) {
            circuit.waitForSchema();
        }
    }

    /** Before all other listeners, which use the database. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    /** The first attempt. A failure that waiting does not repair, such as a wrong password, ends the start. */
    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        @Nullable String found;
        try {
            found = attempt();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (RuntimeException e) {
            if (!isTemporary(e)) {
                throw e;
            }
            found = DatabaseFailure.of(e).description();
        }
        if (found == null) {
            open();
        } else {
            report(found);
            Thread.ofVirtual().name("schema-startup").start(this::waitForDatabase);
        }
    }

    private void waitForDatabase() {
        try {
            while (!stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                @Nullable String found = attemptAgain();
                if (found == null) {
                    open();
                    return;
                }
                report(found);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable String attemptAgain() {
        try {
            return attempt();
        } catch (SQLException | RuntimeException e) {
            return DatabaseUnavailable.isCauseOf(e)
                            || !DatabaseUnavailable.sqlState(e).equals("none")
                    ? DatabaseFailure.of(e).description() + " (SQLSTATE " + DatabaseUnavailable.sqlState(e) + ")"
                    : String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; ");
        }
    }

    /** Returns what is wrong, or null. */
    private @Nullable String attempt() throws SQLException {
        if (isMigrating) {
            var _ = SchemaMigration.of(environment).migrate();
        }
        SchemaCheck.Result result = SchemaCheck.run(dataSource.unwrap(HikariDataSource.class));
        newerVersion = result.newerVersion().orElse(null);
        return result.problem().orElse(null);
    }

    private static boolean isTemporary(RuntimeException thrown) {
        return DatabaseUnavailable.isCauseOf(thrown) && DatabaseFailure.of(thrown) != DatabaseFailure.REFUSED;
    }

    private void report(String found) {
        problem = found;
        LOG.warn("The service is not ready: {}", found);
    }

    private void open() {
        if (newerVersion != null) {
            LOG.warn("The schema has version {}, of a later version of the service", newerVersion);
        }
        circuit.schemaIsReady();
        clocks.synchronize();
        problem = null;
        events.publishEvent(new SchemaReady());
    }

    @PreDestroy
    void stop() {
        stopped.countDown();
    }

    @Override
    public Publisher<HealthResult> getResult() {
        @Nullable String current = problem;
        HealthResult.Builder result =
                HealthResult.builder("schema", current == null ? HealthStatus.UP : HealthStatus.DOWN);
        if (current != null) {
            result.details(Map.of("problem", current));
        } else if (newerVersion != null) {
            result.details(Map.of("newerVersion", newerVersion));
        }
        return Publishers.just(result.build());
    }
}
