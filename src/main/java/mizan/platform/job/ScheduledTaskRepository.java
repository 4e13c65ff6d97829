package mizan.platform.job;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ScheduledTaskRepository extends GenericRepository<ScheduledTaskRepository.Row, String> {

    @Query("""
            SELECT task_name, execution_time, picked, last_success
              FROM scheduled_task
            """)
    List<Row> findAll();

    @Introspected
    record Row(
            String taskName,
            Instant executionTime,
            boolean picked,
            @Nullable Instant lastSuccess) {}
}
