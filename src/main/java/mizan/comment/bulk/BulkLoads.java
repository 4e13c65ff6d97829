package mizan.comment.bulk;

import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.Function;
import mizan.platform.database.DatabaseUnavailable;
import mizan.platform.database.LongStatements;

/** Bulk loads of comments: one at a time for each site. */
@Singleton
public class BulkLoads {

    /** The namespace of the lock in PostgreSQL's advisory locks. */
    private static final int LOCK = 0x696D_706F;

    /** SQLSTATE: PostgreSQL manual, appendix A. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final ConnectionOperations<Connection> connections;
    private final TransactionOperations<Connection> transactions;
    private final LongStatements statements;

    BulkLoads(
            ConnectionOperations<Connection> connections,
            TransactionOperations<Connection> transactions,
            LongStatements statements) {
        this.connections = connections;
        this.transactions = transactions;
        this.statements = statements;
    }

    /**
     * Runs a load on a connection of its own, which all statements of the calling thread use meanwhile.
     *
     * @throws SiteBusyException if another load of the site is running, here or on another replica
     */
    public <T> T run(String site, UUID importId, Function<BulkLoad, T> work) {
        return connections.executeWrite(status -> {
            Connection connection = status.getConnection();
            try {
                statements.allow(connection);
                lock(connection, site);
                try (BulkLoad load = new BulkLoad(connection, transactions, statements, site, importId)) {
                    return work.apply(load);
                } finally {
                    unlock(connection, site);
                }
            } catch (SQLException e) {
                throw new BulkLoadException(e);
            }
        });
    }

    // Waits for a moment, because a load that has ended still has to release its lock.
    private void lock(Connection connection, String site) {
        try {
            execute(connection, "SET LOCAL lock_timeout = '2s'; SELECT pg_advisory_lock(?, hashtext(?))", site);
        } catch (BulkLoadException e) {
            if (e.getCause() instanceof SQLException cause && LOCK_NOT_AVAILABLE.equals(cause.getSQLState())) {
                throw new SiteBusyException();
            }
            throw e;
        }
    }

    // A connection that is lost has released its locks.
    private void unlock(Connection connection, String site) {
        try {
            execute(connection, "SELECT pg_advisory_unlock(?, hashtext(?))", site);
        } catch (RuntimeException e) {
            if (!DatabaseUnavailable.isCauseOf(e)) {
                throw e;
            }
        }
    }

    // In a transaction: a statement outside of one would leave one open on this connection.
    private void execute(Connection connection, String sql, String site) {
        transactions.executeWrite(_ -> {
            try (var statement = connection.prepareStatement(sql)) {
                statement.setInt(1, LOCK);
                statement.setString(2, site);
                return statement.execute();
            } catch (SQLException e) {
                throw new BulkLoadException(e);
            }
        });
    }
}
