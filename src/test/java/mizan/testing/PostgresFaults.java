package mizan.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Faults of the database of the tests: locks, suspended processes, and outages. Each ends when it is closed. */
public final class PostgresFaults {

    private static final List<Runnable> AFTER_OUTAGE = new CopyOnWriteArrayList<>();

    private PostgresFaults() {}

    /** Locks a table until the lock is closed. All other statements on the table wait. */
    public static Lock lock(String table) {
        return lockWith("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
    }

    /** Runs a statement in a transaction that stays open, with its locks, until the lock is closed. */
    public static Lock lockWith(String locking) {
        try {
            Connection connection = Postgres.connectAsOwner();
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(locking);
            }
            return new Lock(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The lock of another transaction on a table or row. */
    public static final class Lock implements AutoCloseable {

        private final Connection connection;

        private Lock(Connection connection) {
            this.connection = connection;
        }

        /** Whether a statement waits for a lock whose text contains this among its first thousand characters. */
        public boolean blocks(String words) {
            return !Postgres.value("""
                    SELECT count(*)
                      FROM pg_stat_activity
                     WHERE wait_event_type = 'Lock'
                       AND strpos(query, '%s') > 0
                    """.formatted(words)).equals("0");
        }

        /** Runs another statement in the transaction. */
        public void execute(String sql) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            try (connection) {
                connection.rollback();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Suspends the database processes of the service's connections until the freeze is closed. */
    public static Freeze freeze() {
        List<String> backends = Postgres.query("SELECT pid FROM pg_stat_activity WHERE usename = 'mizan'").stream()
                .map(List::getFirst)
                .toList();
        return new Freeze(backends);
    }

    /** Suspended database processes. */
    public static final class Freeze implements AutoCloseable {

        private final List<String> backends;

        private Freeze(List<String> backends) {
            this.backends = backends;
            Postgres.execute("ALTER ROLE mizan NOLOGIN"); // a new connection would not be suspended
            signal("-STOP");
        }

        public int backends() {
            return backends.size();
        }

        @Override
        public void close() {
            signal("-CONT");
            Postgres.execute("ALTER ROLE mizan LOGIN");
        }

        private void signal(String signal) {
            List<String> command = new ArrayList<>(List.of("kill", signal));
            command.addAll(backends);
            try {
                if (new ProcessBuilder(command).start().waitFor() != 0) {
                    throw new IllegalStateException("Not every process took " + signal);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Registers what happens after each outage. */
    static void afterOutage(Runnable action) {
        AFTER_OUTAGE.add(action);
    }

    /** Disconnects the service from its database and refuses new connections until the outage is closed. */
    public static Outage outage() {
        Postgres.execute("ALTER ROLE mizan NOLOGIN");
        Postgres.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'mizan'");
        return new Outage();
    }

    /** An outage of the database. */
    public static final class Outage implements AutoCloseable {

        private Outage() {}

        public boolean isActive() {
            return Postgres.value("SELECT rolcanlogin FROM pg_roles WHERE rolname = 'mizan'")
                    .equals("f");
        }

        @Override
        public void close() {
            Postgres.execute("ALTER ROLE mizan LOGIN");
            AFTER_OUTAGE.forEach(Runnable::run);
        }
    }
}
