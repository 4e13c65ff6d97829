package mizan.platform.database;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.data.connection.ConnectionStatus;
import io.micronaut.data.connection.support.AbstractConnectionOperations;
import io.micronaut.data.connection.support.ConnectionCustomizer;
import java.sql.Connection;
import java.util.function.Function;

/**
 * Repeats a transaction, or a statement outside of a transaction, once if PostgreSQL has rolled it back because of a
 * deadlock or a serialization failure. Nothing was committed then. It applies to everything that uses a connection of its
 * own: a statement within a transaction is repeated with its transaction only.
 */
@Context
final class ConflictRetry implements ConnectionCustomizer<Connection> {

    private final Counter retries;

    ConflictRetry(AbstractConnectionOperations<Connection> connections, MeterRegistry meters) {
        retries = Counter.builder("mizan.database.retries")
                .description("Transactions that were repeated after a deadlock or a serialization failure")
                .register(meters);
        connections.addConnectionCustomizer(this);
    }

    @Override
    public <R> Function<ConnectionStatus<Connection>, R> intercept(
            Function<ConnectionStatus<Connection>, R> operation) {
        return connection -> {
            try {
                return operation.apply(connection);
            } catch (RuntimeException e) {
                if (!connection.isNew() || !DatabaseUnavailable.isConflict(e)) {
                    throw e;
                }
                retries.increment();
                return operation.apply(connection);
            }
        };
    }
}
