package mizan.platform.database;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Timeouts of the PostgreSQL driver, which has none by default. Also keeps values out of its error messages and its log. */
@Singleton
final class PostgresTimeouts implements BeanCreatedEventListener<DatasourceConfiguration> {

    /** The driver's log, of java.util.logging. At FINEST it would contain the values of all statements. */
    private static final Logger DRIVER_LOG = Logger.getLogger("org.postgresql");

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
        DRIVER_LOG.setLevel(Level.OFF);
        PROPERTIES.forEach(event.getBean()::addDataSourceProperty);
        return event.getBean();
    }
}
