package mizan.platform.database;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;

/** Settings of the PostgreSQL planner for the rest of the current transaction. */
@Singleton
public class PlannerSettings {

    private final JdbcOperations jdbc;

    PlannerSettings(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Plans each execution of a statement for its parameter values. */
    public void useCustomPlans() {
        execute("SET LOCAL plan_cache_mode = force_custom_plan");
    }

    /** Plans each execution for its parameter values, and reads tables through bitmap index scans only. */
    public void useCustomBitmapPlans() {
        execute("""
                SET LOCAL plan_cache_mode = force_custom_plan;
                SET LOCAL enable_seqscan = off;
                SET LOCAL enable_indexscan = off
                """);
    }

    private void execute(String statements) {
        var _ = jdbc.prepareStatement(statements, PreparedStatement::execute);
    }
}
