package mizan.comment.bulk;

import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.Function;
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

    private static void lock(Connection connection, String site) throws SQLException {
        try (var lock = connection.prepareStatement("SELECT pg_try_advisory_lock(?, hashtext(?))")) {
            lock.setInt(1, LOCK);
            lock.setString(2, site);
            try (var locked = lock.executeQuery()) {
                if (!locked.next() || !locked.getBoolean(1)) {
                    throw new SiteBusyException();
                }
            }
        }
    }

    // A connection that is lost has released its locks.
    private static void unlock(Connection connection, String site) {
        try (var unlock = connection.prepareStatement("SELECT pg_advisory_unlock(?, hashtext(?))")) {
            unlock.setInt(1, LOCK);
            unlock.setString(2, site);
            unlock.execute();
        } catch (SQLException _) {
            // See above.
        }
    }
}
