package mizan.benchmark.data;

import java.util.ArrayList;
import java.util.List;
import mizan.benchmark.process.PostgresServer;

/** Drops indexes and unique constraints for a bulk load, and creates them again after it. */
final class DroppedIndexes {

    /** The DROP and CREATE statements of each index, with separators that no definition contains. */
    private static final String INDEXES = """
            SELECT string_agg(drop_statement || '~' || create_statement, '|' ORDER BY create_statement)
              FROM (SELECT 'ALTER TABLE ' || conrelid::regclass || ' DROP CONSTRAINT ' || conname AS drop_statement,
                           'ALTER TABLE ' || conrelid::regclass || ' ADD CONSTRAINT ' || conname || ' '
                           || pg_get_constraintdef(oid) AS create_statement
                      FROM pg_constraint
                     WHERE contype = 'u'
                       AND connamespace = 'public'::regnamespace
                     UNION ALL
                    SELECT 'DROP INDEX ' || indexrelid::regclass, pg_get_indexdef(indexrelid)
                      FROM pg_index
                      JOIN pg_class ON pg_class.oid = indexrelid
                     WHERE relnamespace = 'public'::regnamespace
                       AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)) each
            """;

    private final PostgresServer database;
    private final List<String> createStatements = new ArrayList<>();

    private DroppedIndexes(PostgresServer database) {
        this.database = database;
    }

    static DroppedIndexes drop(PostgresServer database) {
        DroppedIndexes dropped = new DroppedIndexes(database);
        for (String index : database.text(INDEXES).split("\\|", -1)) {
            String[] statements = index.split("~", 2);
            database.execute(statements[0]);
            dropped.createStatements.add(statements[1]);
        }
        return dropped;
    }

    /** Creates the dropped indexes and constraints. */
    void recreate() {
        createStatements.forEach(database::execute);
    }
}
