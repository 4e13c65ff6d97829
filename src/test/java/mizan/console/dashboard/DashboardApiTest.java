package mizan.console.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import mizan.console.ConsoleApiTest;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;

class DashboardApiTest extends ConsoleApiTest {

    @Test
    void emptyAndVeryLargeNumbersAreShown() {
        assertThat(getPage("grace", "/console/dashboard").body())
                .contains("The queue is empty.")
                .doesNotContain("NaN", "Infinity");
        approved(Sample.submission());
        Postgres.execute("""
            WITH another AS (
                INSERT INTO comment (id, site, article, root_id, name, body, status, version, submitted_at, decided_at)
                SELECT id, site, article, id, name, body, status, version, submitted_at, decided_at
                  FROM (SELECT gen_random_uuid() AS id, site, article, name, body, status, version, submitted_at, decided_at
                          FROM comment
                         CROSS JOIN generate_series(2, 20000)) AS copy
                RETURNING id, decided_at
            )
            INSERT INTO decision (comment_id, version, verdict, moderator, decided_at, site, time_to_decision)
            SELECT id, 1, 'APPROVE', 'grace', decided_at, 'demo', interval '1000 days'
              FROM another
            """);

        assertThat(getPage("grace", "/console/dashboard?days=30").body()).contains("20,000", "1,000 days");
    }
}
