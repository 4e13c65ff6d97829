package mizan.transfer;

import static mizan.transfer.Wxr.comment;
import static mizan.transfer.Wxr.field;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import mizan.testing.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are broken, or made to break the import. */
class HostileFilesTest extends ImportTest {

    @Test
    void externalEntitiesAreNotRead() {
        byte[] file = withDoctype("<!ENTITY file SYSTEM 'file:///etc/hostname'>", "before &file; after");

        Import result = run("wordpress", file);

        assertThat(result.state()).isEqualTo(ImportState.FINISHED);
        assertThat(comments("body")).containsExactly(List.of("before &file; after"));
    }

    @Test
    void entitiesAreNotExpanded() {
        byte[] file = withDoctype("<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>", "x &c; y");

        run("wordpress", file);

        assertThat(comments("body")).containsExactly(List.of("x &c; y"));
    }

    private static byte[] withDoctype(String entities, String content) {
        String file = new String(
                new Wxr().post("/scales", "Scales", comment(1, "CONTENT")).bytes(), StandardCharsets.UTF_8);
        return file.replace("<rss", "<!DOCTYPE rss [" + entities + "]><rss")
                .replace("<![CDATA[CONTENT]]>", content)
                .getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<wp:author>", "<a b='", "<!--", "<![CDATA[", "<item><title>", "<?x "})
    void endlessPartsAreReadInBoundedMemory(String start) {
        InputStream file = new SequenceInputStream(
                new ByteArrayInputStream(("<rss>" + start).getBytes(StandardCharsets.UTF_8)), endless(64L << 20));

        Import result = run(request("wordpress", false), file, SILENT);

        assertThat(result.state()).isEqualTo(ImportState.FAILED);
        assertThat(result.read()).isZero();
    }

    private static InputStream endless(long bytes) {
        return new InputStream() {
            private long left = bytes;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] buffer, int start, int length) {
                if (left <= 0) {
                    return -1;
                }
                int count = (int) Math.min(length, left);
                Arrays.fill(buffer, start, start + count, (byte) 'x');
                left -= count;
                return count;
            }
        };
    }

    @Test
    void deepNestingIsRefusedAndTheRowsBeforeAreImported() {
        byte[] file = new Wxr()
                .post("/scales", "Scales", comment(1, "One"))
                .raw("<x>".repeat(10_000))
                .bytes();

        Import result = run("wordpress", file);

        assertThat(result.failure()).isEqualTo(ImportFailure.INVALID_FILE);
        assertThat(result.failureLine()).isGreaterThan(20);
        assertThat(result.failureDetail()).doesNotContain("<x>", "One");
        assertThat(result.imported()).isEqualTo(1);
    }

    @Test
    void controlCharactersAndWrongBytesDoNotStopTheImport() {
        byte[] file = new Wxr()
                .post(
                        "/scales",
                        "Sca\u0000les\u0008",
                        comment(1, "a\u0000b\u001Fc \uFFFE d\u0007", field("author", "N\u0001adia\u202E")),
                        comment(2, "caf\u00A4", field("author", "=x")))
                .bytes();
        for (int i = 0; i < file.length - 1; i++) {
            if (file[i] == (byte) 0xC2 && file[i + 1] == (byte) 0xA4) {
                file[i] = 'X';
                file[i + 1] = (byte) 0xE9; // é in ISO 8859-1
            }
        }

        Import result = run("wordpress", file);

        assertThat(result.imported()).isEqualTo(2);
        assertThat(comments("name, body")).containsExactly(List.of("N adia", "a b c   d"), List.of("=x", "cafX\uFFFD"));
        assertThat(Postgres.value("SELECT title FROM article")).isEqualTo("Sca les");
    }

    @Test
    void otherEncodingsAreRead() {
        String file = new String(
                new Wxr().post("/scales", "Scales", comment(1, "سوق")).bytes(), StandardCharsets.UTF_8);

        run("wordpress", file.getBytes(StandardCharsets.UTF_16));

        assertThat(comments("body")).containsExactly(List.of("سوق"));
    }

    @Test
    void manyRepliesToOneCommentAndADeepChainAreImported() {
        String[] comments = new String[6_001];
        comments[0] = comment(1, "Root");
        for (int id = 2; id <= 3_001; id++) {
            comments[id - 1] = comment(id, "Reply", field("parent", "1"));
        }
        for (int id = 3_002; id <= 6_001; id++) {
            comments[id - 1] = comment(id, "Deeper", field("parent", String.valueOf(id - 1)));
        }

        Import result =
                run("wordpress", new Wxr().post("/scales", "Scales", comments).bytes());

        assertThat(result.imported()).isEqualTo(6_001);
        assertThat(Postgres.query("SELECT count(*), count(DISTINCT root_id) FROM comment"))
                .containsExactly(List.of("6001", "1"));
    }

    @Test
    void emptyFilesAndOtherFilesAreReported() {
        assertThat(run("wordpress", new byte[0]).failure()).isEqualTo(ImportFailure.INVALID_FILE);
        assertThat(run("wordpress", "not xml".getBytes(StandardCharsets.UTF_8)).failure())
                .isEqualTo(ImportFailure.INVALID_FILE);
        assertThat(run("disqus", new Wxr().bytes()).read()).isZero();
        assertThat(run("wordpress", new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3})
                        .failure())
                .isIn(ImportFailure.FILE_ENDED, ImportFailure.INVALID_FILE);
    }
}
