package mizan.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.configuration.jdbc.hikari.DatasourceFactory;
import io.micronaut.configuration.jdbc.hikari.HikariUrlDataSource;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.EachBean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import mizan.platform.tracing.Traces;

/**
 * Creates the connection pool behind its circuit breaker, in place of Micronaut's factory. A listener that wraps the pool
 * would be too late for beans that are created before the listeners.
 */
@Factory
final class GuardedDataSourceFactory {

    private final List<HikariDataSource> pools = new CopyOnWriteArrayList<>();

    @Context
    @EachBean(DatasourceConfiguration.class)
    @Replaces(bean = DataSource.class, factory = DatasourceFactory.class)
    GuardedDataSource dataSource(
            DatasourceConfiguration configuration, DatabaseCircuit circuit, Traces traces, MeterRegistry meters) {
        configuration.setDataSource(new ReconnectingDataSource(new DriverDataSource(
                configuration.getUrl(),
                configuration.getDriverClassName(),
                configuration.getDataSourceProperties(),
                configuration.getUsername(),
                configuration.getPassword())));
        HikariUrlDataSource pool = new HikariUrlDataSource(configuration);
        pool.setMetricRegistry(meters);
        pools.add(pool);
        return new GuardedDataSource(pool, circuit, traces);
    }

    /** Micronaut Data wraps the bean, and a wrapped bean is not closed by its context. */
    @PreDestroy
    void close() {
        pools.forEach(HikariDataSource::close);
    }
}
