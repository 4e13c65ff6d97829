package mizan.platform.database;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.util.Map;

/** What the PostgreSQL driver has to be told about time, which it has of itself without end, and about discretion. */
@Singleton
final class PostgresTimeouts implements BeanCreatedEventListener<DatasourceConfiguration> {

    /** Seconds, but for the last two; a URL that names one of them has its own way. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "connectTimeout", "2",
            "loginTimeout", "2",
            // A statement ends after 3 s: who has not answered then does not answer.
            "socketTimeout", "4",
            "cancelSignalTimeout", "1",
            "tcpKeepAlive", "true",
            // An error's detail may quote the row that it is about, and an error is logged.
            "logServerErrorDetail", "false");

    @Override
    public DatasourceConfiguration onCreated(BeanCreatedEvent<DatasourceConfiguration> event) {
        PROPERTIES.forEach(event.getBean()::addDataSourceProperty);
        return event.getBean();
    }
}
