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
                if (!hasLocked(connection, "pg_try_advisory_lock", site)) {
                    throw new SiteBusyException();
                }
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

    // A connection that is lost has released its locks.
    private void unlock(Connection connection, String site) {
        try {
            var _ = hasLocked(connection, "pg_advisory_unlock", site);
        } catch (RuntimeException e) {
            if (!DatabaseUnavailable.isCauseOf(e)) {
                throw e;
            }
        }
    }

    // In a transaction: a statement outside of one would leave one open on this connection.
    private boolean hasLocked(Connection connection, String function, String site) {
        return transactions.executeWrite(_ -> {
            try (var statement = connection.prepareStatement("SELECT " + function + "(?, hashtext(?))")) {
                statement.setInt(1, LOCK);
                statement.setString(2, site);
                try (var result = statement.executeQuery()) {
                    return result.next() && result.getBoolean(1);
                }
            } catch (SQLException e) {
                throw new BulkLoadException(e);
            }
        });
    }
}
