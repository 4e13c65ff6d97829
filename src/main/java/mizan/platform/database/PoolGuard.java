package mizan.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** Puts the circuit breaker in front of the connection pool. */
@Singleton
final class PoolGuard implements BeanCreatedEventListener<DataSource> {

    private final DatabaseCircuit circuit;

    PoolGuard(DatabaseCircuit circuit) {
        this.circuit = circuit;
    }

    @Override
    public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
        return event.getBean() instanceof HikariDataSource pool
                ? new GuardedDataSource(pool, circuit)
                : event.getBean();
    }
}
