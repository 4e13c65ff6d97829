package mizan.platform.database;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.util.Map;

/** Timeouts of the PostgreSQL driver, which has none by default. Also keeps row values out of its error messages. */
@Singleton
final class PostgresTimeouts implements BeanCreatedEventListener<DatasourceConfiguration> {

    /** Timeouts are in seconds. A property in the JDBC URL overrides the one here. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "connectTimeout", "2",
            "loginTimeout", "2",
            // Longer than statement_timeout (3 s): after that the server does not respond any more.
            "socketTimeout", "4",
            "cancelSignalTimeout", "1",
            "tcpKeepAlive", "true",
            // Errors are logged, and an error's detail may quote a row.
            "logServerErrorDetail", "false");

    @Override
    public DatasourceConfiguration onCreated(BeanCreatedEvent<DatasourceConfiguration> event) {
        PROPERTIES.forEach(event.getBean()::addDataSourceProperty);
        return event.getBean();
    }
}
