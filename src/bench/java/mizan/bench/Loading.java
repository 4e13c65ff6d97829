package mizan.bench;

import java.util.ArrayList;
import java.util.List;

/** A while without the indexes that are quicker to make at once than row by row. */
final class Loading {

    /** What drops each and what makes it again, with characters between them that no definition has. */
    private static final String INDEXES = """
            SELECT string_agg(gone || '~' || made, '|' ORDER BY made)
              FROM (SELECT 'ALTER TABLE ' || conrelid::regclass || ' DROP CONSTRAINT ' || conname AS gone,
                           'ALTER TABLE ' || conrelid::regclass || ' ADD CONSTRAINT ' || conname || ' '
                           || pg_get_constraintdef(oid) AS made
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

    private final Database database;
    private final List<String> indexes = new ArrayList<>();

    private Loading(Database database) {
        this.database = database;
    }

    static Loading begin(Database database) {
        Loading loading = new Loading(database);
        for (String index : database.text(INDEXES).split("\\|", -1)) {
            String[] statements = index.split("~", 2);
            database.execute(statements[0]);
            loading.indexes.add(statements[1]);
        }
        return loading;
    }

    /** Makes them again. */
    void end() {
        indexes.forEach(database::execute);
    }
}
