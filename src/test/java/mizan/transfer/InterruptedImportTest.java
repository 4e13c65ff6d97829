package mizan.transfer;

import static mizan.transfer.Wxr.comment;
import static mizan.transfer.Wxr.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.List;
import mizan.platform.database.DatabaseUnavailable;
import mizan.testing.Postgres;
import mizan.testing.PostgresFaults;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Imports that end in the middle are continued by the same import. */
class InterruptedImportTest extends ImportTest {

    /** Three batches. */
    private static final int COMMENTS = 9_000;

    @Test
    void processThatEndsLeavesWholeBatchesBehind() {
        byte[] file = file();

        assertThatThrownBy(
                        () -> run(request("wordpress", false), new ByteArrayInputStream(file), afterFirstBatch(() -> {
                            throw new IllegalStateException("killed");
                        })))
                .hasMessage("killed");

        assertThat(Postgres.query("SELECT state, failure, ended_at IS NOT NULL FROM import"))
                .containsExactly(List.of("FAILED", "INTERRUPTED", "t"));
        assertThat(Integer.parseInt(Postgres.value("SELECT count(*) FROM comment")))
                .isBetween(1, COMMENTS - 1);
        assertContinued(file);
    }

    @Test
    void databaseThatGoesAwayDoesNotHarmTheImport() {
        byte[] file = file();

        try (Outages outages = new Outages()) {
            assertThatThrownBy(() -> run(
                            request("wordpress", false),
                            new ByteArrayInputStream(file),
                            afterFirstBatch(outages::begin)))
                    .satisfies(thrown ->
                            assertThat(DatabaseUnavailable.isCauseOf(thrown)).isTrue());
        }

        assertContinued(file);
        assertThat(Postgres.query("SELECT state FROM import ORDER BY started_at"))
                .containsExactly(List.of("FAILED"), List.of("FINISHED"));
    }

    private static void assertContinued(byte[] file) {
        Import second = run("wordpress", file);

        assertThat(second.state()).isEqualTo(ImportState.FINISHED);
        assertThat(second.imported() + second.existing()).isEqualTo(COMMENTS);
        assertThat(second.existing()).isPositive();
        assertThat(Postgres.query("""
                SELECT count(*), count(DISTINCT body), count(*) FILTER (WHERE parent_id IS NULL), count(DISTINCT root_id)
                  FROM comment
                """)).containsExactly(List.of("9000", "9000", "4500", "4500"));
    }

    private static byte[] file() {
        String[] comments = new String[COMMENTS];
        for (int id = 1; id <= COMMENTS; id++) {
            comments[id - 1] = id % 2 == 0
                    ? comment(id, "Reply " + id, field("parent", String.valueOf(id - 1)))
                    : comment(id, "Comment " + id);
        }
        return new Wxr().post("/scales", "Scales", comments).bytes();
    }

    private static ImportProgress afterFirstBatch(Runnable work) {
        return new ImportProgress() {
            @Override
            public void storing(long comments, long all) {
                if (comments > 0) {
                    work.run();
                }
            }
        };
    }

    private static final class Outages implements AutoCloseable {

        private PostgresFaults.@Nullable Outage outage;

        void begin() {
            outage = PostgresFaults.outage();
        }

        @Override
        public void close() {
            if (outage != null) {
                outage.close();
            }
        }
    }
}
