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
        String id = approved(Sample.submission());
        Postgres.execute("""
            INSERT INTO decision (comment_id, version, verdict, moderator, decided_at, site, waited)
            SELECT '%s', i, 'APPROVE', 'grace', (SELECT decided_at FROM comment), 'demo', interval '1000 days'
              FROM generate_series(2, 20000) AS i
            """.formatted(id));

        assertThat(getPage("grace", "/console/dashboard?days=30").body()).contains("20,000", "1,000 days");
    }
}
