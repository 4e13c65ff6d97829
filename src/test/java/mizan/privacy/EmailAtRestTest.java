package mizan.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import mizan.command.postgres.PostgresProcess;
import mizan.platform.job.Job;
import mizan.testing.AddressTraces;
import mizan.testing.Answer;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Submits an address to a service with a database of its own, works with the comment, and searches a dump of all tables and the
 * raw folder of the server: tables, indexes, WAL, temporary files and the log.
 */
class EmailAtRestTest extends ServiceTest {

    private static final String TYPED = "Zaynab.AtRest@Sealed-Address.Example.ORG";
    private static final String CANONICAL = "Zaynab.AtRest@sealed-address.example.org";

    private static final String PASSWORD = "seven herons over Tigris";

    private static final AddressTraces TRACES = new AddressTraces(TYPED, CANONICAL);

    @TempDir
    private Path folder;

    @Test
    void addressIsInNoTableIndexLogOrFile() throws Exception {
        Path password = Files.writeString(folder.resolve("owner-password"), "postgres");
        try (PostgresProcess database = PostgresProcess.start(
                Files.createDirectories(Path.of("target", "postgresql")).toAbsolutePath(),
                folder.resolve("data"),
                password,
                Map.of("timezone", "UTC", "fsync", "off", "work_mem", "64kB", "full_page_writes", "on"))) {
            String url = "jdbc:postgresql://localhost:" + database.port() + "/postgres";
            try (Connection owner = DriverManager.getConnection(url, "postgres", "postgres");
                    Statement statement = owner.createStatement()) {
                statement.execute("CREATE ROLE mizan LOGIN PASSWORD 'mizan'");
                try (EmbeddedServer service = replica(Map.of(
                        "datasources.default.url",
                        url,
                        "flyway.datasources.migration.url",
                        url,
                        "mizan.first-moderator-password",
                        PASSWORD,
                        "mizan.mail.host",
                        "127.0.0.1",
                        "mizan.mail.port",
                        1,
                        "mizan.mail.from",
                        "comments@news.example",
                        "mizan.public-origin",
                        "https://comments.example"))) {
                    String id = use(service);
                    statement.execute("CHECKPOINT");

                    assertThat(dump(statement)).as("rows").contains("COMMENT_APPROVED", id, "EMAIL_REVEALED");
                    assertThat(TRACES.in(dump(statement))).isEmpty();
                    assertThat(size()).as("bytes of the folder").isGreaterThan(30_000_000);
                    assertThat(TRACES.inFiles(folder)).isEmpty();

                    // A control: the search finds an address in the text of a comment.
                    accepted(submit(service, Sample.submission("body", "Write to me: " + TYPED)));
                    statement.execute("CHECKPOINT");
                    assertThat(TRACES.in(dump(statement))).contains(TYPED + " in plain");
                    assertThat(TRACES.inFiles(folder))
                            .anyMatch(trace -> trace.startsWith(TYPED + " in plain: data/base/"))
                            .anyMatch(trace -> trace.startsWith(TYPED + " in plain: data/pg_wal/"));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void searchFindsEachForm(byte[] form) throws IOException {
        byte[] text = new byte[form.length + 14];
        System.arraycopy(form, 0, text, 7, form.length);
        Files.write(folder.resolve("file"), text);

        assertThat(TRACES.inFiles(folder)).isNotEmpty();
    }

    static Stream<byte[]> forms() throws Exception {
        List<byte[]> forms = new ArrayList<>();
        for (String text : List.of(TYPED, CANONICAL, TYPED.toLowerCase(Locale.ROOT), TYPED.toUpperCase(Locale.ROOT))) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            forms.add(bytes);
            forms.add(ascii(HexFormat.of().withUpperCase().formatHex(bytes)));
            for (String before : List.of("", "a", "ab")) {
                byte[] shifted = (before + text + "xyz").getBytes(StandardCharsets.UTF_8);
                forms.add(Base64.getEncoder().encode(shifted));
                forms.add(Base64.getUrlEncoder().encode(shifted));
            }
            for (String algorithm : List.of("MD5", "SHA-1", "SHA-256")) {
                byte[] digest = MessageDigest.getInstance(algorithm).digest(bytes);
                forms.add(digest);
                forms.add(ascii(HexFormat.of().formatHex(digest)));
                forms.add(ascii(HexFormat.of().withUpperCase().formatHex(digest)));
                forms.add(Base64.getEncoder().encode(digest));
            }
        }
        return forms.stream();
    }

    /** Submits, repeats, decides, discloses and withdraws. Returns the id of the approved comment. */
    private static String use(EmbeddedServer service) {
        Map<String, Object> submission = Sample.submission("email", " " + TYPED + " ");
        String id = accepted(submit(service, Sample.with(submission, "notify", true), "Idempotency-Key", "at-rest"));
        // It stores the recipient; the SMTP server is not there.
        service.getApplicationContext().getBeansOfType(Job.class).stream()
                .filter(job -> job.name().equals("mail"))
                .forEach(Job::run);
        submit(service, submission, "Idempotency-Key", "at-rest");
        submit(service, Sample.with(submission, "body", ""));
        accepted(submit(service, Sample.with(Sample.with(submission, "website", "x"), "body", "spam")));
        String rejected = accepted(submit(service, Sample.with(submission, "body", "rejected")));
        String token = "Bearer "
                + post(service, "/api/v1/tokens", Map.of("username", "moderator", "password", PASSWORD))
                        .json()
                        .path("accessToken")
                        .asText();
        String comments = "/api/v1/moderation/comments/";
        ok(post(service, comments + id + "/approve", Map.of("version", 0), "Authorization", token));
        ok(post(
                service,
                comments + rejected + "/reject",
                Map.of("version", 0, "reason", "SPAM"),
                "Authorization",
                token));
        Answer disclosed =
                post(service, comments + id + "/email", Map.of("purpose", "a reply"), "Authorization", token);
        assertThat(disclosed.json().path("email").asText()).isEqualToIgnoringCase(CANONICAL);
        Answer withdrawn = submit(service, Sample.with(submission, "body", "withdrawn"));
        sendTo(service.getPort(), "DELETE", withdrawn.header("Location"), new byte[0]);
        return id;
    }

    private static Answer submit(EmbeddedServer service, Map<String, ?> submission, String... headers) {
        return post(service, "/api/v1/sites/demo/comments", submission, headers);
    }

    private static Answer post(EmbeddedServer service, String path, Map<String, ?> body, String... headers) {
        List<String> all = new ArrayList<>(List.of("Content-Type", JSON));
        all.addAll(List.of(headers));
        return sendTo(
                service.getPort(),
                "POST",
                path,
                json(body).getBytes(StandardCharsets.UTF_8),
                all.toArray(String[]::new));
    }

    private static String accepted(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.json().path("id").asText();
    }

    private static void ok(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    /** Every row of every table as text, binary values in hexadecimal digits, as in a dump. */
    private static String dump(Statement statement) throws SQLException {
        StringBuilder dump = new StringBuilder();
        for (String table : column(statement, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
            column(statement, "SELECT t::text FROM " + table + " t")
                    .forEach(row -> dump.append(row).append('\n'));
        }
        return dump.toString();
    }

    private static List<String> column(Statement statement, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private long size() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
