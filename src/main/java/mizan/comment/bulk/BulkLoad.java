package mizan.comment.bulk;

import io.micronaut.transaction.TransactionOperations;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import mizan.platform.database.DatabaseUnavailable;
import mizan.platform.database.LongStatements;
import org.postgresql.PGConnection;

/** One load: {@link #stage} all rows, {@link #plan}, and {@link #storeNext} until nothing is left. Used by one thread. */
public final class BulkLoad implements AutoCloseable {

    private static final int FETCH_SIZE = 1_000;

    private final Connection connection;
    private final TransactionOperations<Connection> transactions;
    private final LongStatements statements;
    private final String site;
    private final UUID importId;
    private String origin = "";
    private long position;

    BulkLoad(
            Connection connection,
            TransactionOperations<Connection> transactions,
            LongStatements statements,
            String site,
            UUID importId) {
        this.connection = connection;
        this.transactions = transactions;
        this.statements = statements;
        this.site = site;
        this.importId = importId;
        inTransaction(() -> {
            // A failed load may have left its tables on this connection.
            execute(BulkStatements.DROP);
            execute(BulkStatements.CREATE_STAGE);
        });
    }

    /** Adds rows in {@link BulkComment#copyFormat}. */
    public void stage(byte[] rows) {
        inTransaction(() -> {
            try {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(BulkStatements.COPY_STAGE, new ByteArrayInputStream(rows));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** @param source the system that the source ids belong to */
    public LoadPlan plan(String source) {
        origin = source;
        inTransaction(() -> {
            execute(BulkStatements.INDEX_STAGE);
            execute(BulkStatements.CREATE_SOURCE, site, origin);
            execute(BulkStatements.INDEX_SOURCE);
            execute(BulkStatements.CREATE_NODE, site, origin);
            execute(BulkStatements.INDEX_NODE);
            execute(BulkStatements.CREATE_PLACEHOLDER, site, origin);
            execute(BulkStatements.INDEX_PLACEHOLDER);
        });
        planOrder();
        long[] cut = {0};
        inTransaction(() -> cut[0] = update(BulkStatements.CUT_CYCLES));
        if (cut[0] > 0) {
            inTransaction(() -> execute("DROP TABLE planned_comment"));
            planOrder();
        }
        long[] counts = new long[4];
        inTransaction(() -> {
            counts[0] = number(BulkStatements.COUNT_EXISTING);
            counts[1] = number("SELECT count(*) FROM (" + BulkStatements.REPEATED + ") repeated");
            counts[2] = number(BulkStatements.COUNT_PLAN);
            counts[3] = number(BulkStatements.COUNT_PLANNED_PLACEHOLDERS);
        });
        return new LoadPlan(counts[0], counts[1], counts[2], counts[3], cut[0]);
    }

    private void planOrder() {
        inTransaction(() -> execute(BulkStatements.CREATE_PLAN));
        inTransaction(() -> execute(BulkStatements.INDEX_PLAN));
    }

    /** Passes on the rows that the plan leaves out because an earlier row has the same source id. */
    public void forEachRepeated(Consumer<List<RepeatedRow>> rows) {
        inTransaction(() -> {
            try (PreparedStatement statement = connection.prepareStatement(BulkStatements.REPEATED)) {
                statement.setFetchSize(FETCH_SIZE);
                try (ResultSet result = statement.executeQuery()) {
                    List<RepeatedRow> page = new ArrayList<>();
                    while (result.next()) {
                        page.add(new RepeatedRow(result.getLong(1), result.getLong(2), result.getString(3)));
                        if (page.size() == FETCH_SIZE) {
                            rows.accept(List.copyOf(page));
                            page.clear();
                        }
                    }
                    rows.accept(page);
                }
            }
        });
    }

    /**
     * Inserts the next comments of the plan.
     *
     * @param inTransaction runs in the same transaction
     * @return the inserted comments; none if nothing is left
     */
    public StoredBatch storeNext(int limit, Consumer<StoredBatch> inTransaction) {
        StoredBatch[] stored = {new StoredBatch(0, 0)};
        inTransaction(() -> {
            try (PreparedStatement statement = connection.prepareStatement(BulkStatements.STORE)) {
                bind(
                        statement,
                        position,
                        position + limit,
                        site,
                        origin,
                        importId,
                        site,
                        site,
                        site,
                        origin,
                        site,
                        site);
                try (ResultSet result = statement.executeQuery()) {
                    result.next();
                    stored[0] = new StoredBatch(result.getLong(1), result.getLong(2));
                }
            }
            inTransaction.accept(stored[0]);
        });
        position += limit;
        return stored[0];
    }

    @Override
    public void close() {
        try {
            inTransaction(() -> execute(BulkStatements.DROP));
        } catch (RuntimeException e) {
            // A connection that is lost has no temporary tables any more, and a new one never had them.
            if (!DatabaseUnavailable.isCauseOf(e)) {
                throw e;
            }
        }
    }

    private void execute(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            statement.execute();
        }
    }

    private long update(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return statement.executeLargeUpdate();
        }
    }

    private long number(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }

    private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    private void inTransaction(SqlWork work) {
        transactions.executeWrite(_ -> {
            try {
                statements.allowInTransaction(connection);
                work.run();
                return true;
            } catch (SQLException e) {
                throw new BulkLoadException(e);
            }
        });
    }

    private interface SqlWork {
        void run() throws SQLException;
    }
}
