package mizan.outbox;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface OutboxRepository extends GenericRepository<OutboxRepository.Row, String> {

    /** Delivered to all listeners when the transaction commits, and not if it does not. */
    @Query("""
            SELECT count(*)
              FROM pg_notify(:channel, :payload)
            """)
    long announce(String channel, String payload);

    @Introspected
    record Row(String payload) {}
}
