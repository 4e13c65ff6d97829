package mizan.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;

/** The commands that check what is stored. */
class MaintenanceCommandTest extends CommandTest {

    @Test
    void theyCheckWhatIsStoredAndSayWhatIsWrong() {
        approved(Sample.submission());
        approved(Sample.submission());
        await("the trail to be sealed")
                .until(() -> Postgres.value("SELECT count(*) FROM audit_seal").equals("2"));

        String whole = said(0, "audit", "verify");
        assertThat(whole).matches("Whole: 2 entries. The last link is [0-9a-f]{64}\\s*");
        assertThat(said(0, "maintenance", "search")).isEqualTo("Comments: 2\n");

        Postgres.execute("UPDATE audit_entry SET moderator = 'eve' WHERE id = (SELECT max(id) FROM audit_entry)");
        Postgres.execute("UPDATE author_record SET rejected = 7");
        String noted = whole.strip().substring(whole.strip().length() - 64);
        assertThat(said(1, "audit", "verify", "--noted", noted))
                .isEqualTo(
                        "Broken: entry %s is the first that is not as it was sealed: it was changed, or its seal was\n"
                                .formatted(Postgres.value("SELECT max(id) FROM audit_entry")));
        assertThat(said(1, "maintenance", "authors")).isEqualTo("Wrong: 1\n");
        assertThat(said(0, "maintenance", "authors", "--repair")).isEqualTo("Put right: 1\n");
    }
}
