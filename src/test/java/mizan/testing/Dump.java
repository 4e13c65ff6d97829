package mizan.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * A dump of all rows, in PostgreSQL's COPY format as pg_dump writes it. The embedded PostgreSQL comes without pg_dump, and
 * an installed one refuses servers that are newer than itself.
 */
public final class Dump {

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Table(String name, byte[] rows) {}

    private final List<Table> tables;

    private Dump(List<Table> tables) {
        this.tables = tables;
    }

    /** Dumps all tables in one snapshot. */
    public static Dump create() {
        List<Table> tables = new ArrayList<>();
        Postgres.copyOut((table, rows) -> tables.add(new Table(table, rows)));
        return new Dump(tables);
    }

    /** Replaces all rows by those of the dump. */
    public void restore() {
        Postgres.truncateTables();
        tables.forEach(table -> Postgres.copyIn(table.name(), table.rows()));
    }
}
