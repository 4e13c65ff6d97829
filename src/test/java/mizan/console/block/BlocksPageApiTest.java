package mizan.console.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mizan.console.ConsoleApiTest;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages of blocks, without script. */
class BlocksPageApiTest extends ConsoleApiTest {

    private static final String BLOCKS = "/console/blocks";

    @Test
    void moderatorBlocksAnAuthorAndLiftsTheBlock() {
        String id = submitted(Sample.submission("name", "<b>Layla"));
        assertThat(getPage("ada", commentPath(id)).body()).contains(commentPath(id) + "/block");
        assertThat(getPage("ada", commentPath(id) + "/block").body()).contains("Block &lt;b&gt;Layla");

        Answer blocked =
                postForm("ada", commentPath(id) + "/block", form("kind", "AUTHOR", "days", "", "note", "a <b>note"));

        assertThat(location(blocked)).isEqualTo("303 /console/blocks?done=blocked");
        Answer list = getPage("ada", BLOCKS + "?done=blocked");
        assertThat(list.body())
                .contains("Takes effect immediately", "&lt;b&gt;Layla", "a &lt;b&gt;note", "no end", commentPath(id))
                .doesNotContain("<b>Layla", "layla@");
        String block = Postgres.value("SELECT id FROM block");
        assertThat(list.body()).contains(BLOCKS + "/" + block + "/lift");
        assertThat(location(postForm("ada", BLOCKS + "/" + block + "/lift", form())))
                .isEqualTo("303 /console/blocks?done=lifted");
        assertThat(location(postForm("ada", BLOCKS + "/" + block + "/lift", form())))
                .as("by another moderator before")
                .isEqualTo("303 /console/blocks?done=lifted");
        assertThat(getPage("ada", BLOCKS + "?done=lifted").body()).contains("Nobody is blocked");
    }

    @Test
    void networkIsBlockedForFourWeeksAfterItsComment() {
        String id = submitted(Sample.submission());

        for (String days : List.of("", "28")) {
            postForm("ada", commentPath(id) + "/block", form("kind", "CLIENT", "days", days));
            assertThat(Postgres.value("SELECT until - submitted_at FROM block, comment"))
                    .isEqualTo("28 days");
        }
        postForm("ada", commentPath(id) + "/block", form("kind", "CLIENT", "days", "1"));
        assertThat(Postgres.value("SELECT round(extract(epoch FROM until - submitted_at) / 86400) FROM block, comment"))
                .isEqualTo("1");
    }

    @Test
    void refusedBlockIsShownWithItsInput() {
        String id = submitted(Sample.submission());

        Answer answer = postForm(
                "ada", commentPath(id) + "/block", form("kind", "AUTHOR", "days", "1", "note", "n".repeat(1_001)));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains(
                        "role=\"alert\"",
                        "n".repeat(1_001),
                        "value=\"1\" selected",
                        "value=\"AUTHOR\" required checked");
        assertThat(postForm("ada", commentPath(id) + "/block", form("kind", "")).status())
                .isEqualTo(422);
        assertThat(Postgres.value("SELECT count(*) FROM block")).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({"grace, 200, 200", "ada, 200, 200", "noor, 200, 403", "olga, 403, 403"})
    void pagesRequireTheirRole(String name, int list, int form) {
        String id = submitted(Sample.submission());

        assertThat(getPage(name, BLOCKS).status()).isEqualTo(list);
        assertThat(getPage(name, commentPath(id) + "/block").status()).isEqualTo(form);
        assertThat(postForm(name, commentPath(id) + "/block", form("kind", "AUTHOR"))
                        .status())
                .isEqualTo(form == 200 ? 303 : 403);
    }
}
