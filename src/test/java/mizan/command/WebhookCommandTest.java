package mizan.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mizan.testing.Postgres;
import org.junit.jupiter.api.Test;

class WebhookCommandTest extends CommandTest {

    private static final String ID = "01890000-0000-7000-8000-000000000001";

    @Test
    void parkedEventsAreListedAndSentAgain() {
        Postgres.execute("""
                INSERT INTO webhook (id, site, url, events, secret_sealed, read_at, created_at)
                VALUES ('%s', 'gazette', 'https://hooks.example/x', '{COMMENT_APPROVED}', '', now(), now());
                INSERT INTO webhook_delivery (
                       webhook_id, event, comment_id, version, occurred_at, state, attempts, next_attempt_at, give_up_at,
                       result, ended_at)
                VALUES ('%s', 'COMMENT_APPROVED', '%s', 1, now(), 'PARKED', 9, now(), now(), 'status-500', now());
                """.formatted(ID, ID, ID));

        assertThat(run(0, "webhook", "list")).containsPattern(ID + " +gazette +0 +1 https://hooks.example/x");
        assertThat(run(0, "webhook", "list", ID)).containsPattern("comment.approved +PARKED +9 status-500");
        assertThat(run(0, "webhook", "redeliver", ID)).contains("1 events are sent again");
        assertThat(run(0, "webhook", "redeliver", ID)).contains("0 events are sent again");
        run(0, "webhook", "test", ID);

        assertThat(Postgres.query("SELECT event, state, attempts FROM webhook_delivery ORDER BY id"))
                .containsExactly(List.of("COMMENT_APPROVED", "PENDING", "0"), List.of("TEST", "PENDING", "0"));
        assertThat(Postgres.query("SELECT action FROM audit_entry WHERE action LIKE 'WEBHOOK%'"))
                .containsExactly(List.of("WEBHOOK_REDELIVERED"));
    }

    @Test
    void wrongCallsAreExplained() {
        assertThat(run(2, "webhook", "test", "x")).contains("not an id of a webhook");
        assertThat(run(1, "webhook", "list", ID)).contains("no webhook with this id");
    }
}
