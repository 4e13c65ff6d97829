package mizan.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.Callable;
import java.util.logging.Logger;
import javax.sql.DataSource;
import mizan.platform.tracing.Traces;
import org.jspecify.annotations.Nullable;

/** The connection pool behind the {@link DatabaseCircuit}, within the {@link RequestBudget}. It unwraps to the pool. */
final class GuardedDataSource implements DataSource {

    private final HikariDataSource pool;
    private final DatabaseCircuit circuit;
    private final InterceptedStatements.Interceptor interceptor;

    GuardedDataSource(HikariDataSource pool, DatabaseCircuit circuit, Traces traces) {
        this.pool = pool;
        this.circuit = circuit;
        this.interceptor = new InterceptedStatements.Interceptor() {
            @Override
            public @Nullable Object execute(String sql, Callable<@Nullable Object> execution) throws Exception {
                return RequestBudget.spend(() -> traces.traceStatement(sql, execution));
            }

            @Override
            public @Nullable Object call(Callable<@Nullable Object> call) throws Exception {
                return RequestBudget.count(call::call);
            }
        };
    }

    @Override
    public Connection getConnection() throws SQLException {
        return InterceptedStatements.wrap(RequestBudget.spend(() -> circuit.connect(pool)), interceptor);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("The pool has one role");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this); // an unwrapped data source must not bypass the circuit breaker
        }
        return type.isInstance(pool) ? type.cast(pool) : pool.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || type.isInstance(pool) || pool.isWrapperFor(type);
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return pool.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        pool.setLogWriter(out);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return pool.getLoginTimeout();
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        pool.setLoginTimeout(seconds);
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return pool.getParentLogger();
    }
}
