package mizan.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Submits a unique e-mail address, and searches for it and its common hashes in responses, logs, metrics and tables. Only
 * the responses of the routes in {@link #MAY_CONTAIN_THE_ADDRESS} may contain it: they exist to show a person's data to a privacy
 * officer, and go to nobody else.
 */
class EmailLeakTest extends ServiceTest {

    private static final String LOCAL = "zaynab.planted";
    private static final String ADDRESS = LOCAL + "@planted-address.example.org";

    /** Each requires the role PRIVACY and answers only to POST, with {@code no-store}. */
    private static final List<String> MAY_CONTAIN_THE_ADDRESS = List.of(
            "/api/v1/privacy/exports",
            "/api/v1/moderation/comments/{id}/email",
            "/console/privacy/author",
            "/console/privacy/author/export",
            "/console/privacy/author/erasure/confirmation",
            "/console/comments/{id}/email");

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final List<String> answers = new ArrayList<>();

    @BeforeEach
    void captureLog() {
        log.start();
        root().addAppender(log);
        // More than an installation logs, but without the wire traces of the HTTP client and the database driver.
        root().setLevel(Level.INFO);
        ((Logger) LoggerFactory.getLogger("mizan")).setLevel(Level.TRACE);
    }

    @AfterEach
    void releaseLog() {
        root().detachAppender(log);
        root().setLevel(Level.ERROR);
        ((Logger) LoggerFactory.getLogger("mizan")).setLevel(null);
    }

    @Test
    void emailAddressNeverLeavesTheService() {
        everyRoute();

        String out = String.join("\n", answers) + "\n" + logged() + "\n"
                + getManagement("/prometheus").body();
        String dump = dump();

        assertThat(out)
                .as("the test has seen responses")
                .contains("z•••@p•••.org", "PENDING", "mizan_submissions_total");
        assertThat(dump).as("the test has seen rows").contains("ليلى العطّار", "COMMENT_APPROVED");
        assertThat(logged()).as("the log").contains("Unhandled exception ").doesNotContain("ليلى العطّار", "مقال جميل");
        assertThat(traces()).hasSizeGreaterThan(20).allSatisfy(trace -> {
            assertThat(out).doesNotContainIgnoringCase(trace);
            assertThat(dump).doesNotContainIgnoringCase(trace);
        });
    }

    /** The address is in the responses that show it, and nowhere else, not even in their headers. */
    @Test
    void onlyThePrivacyOfficerSeesTheAddress() {
        String id = submitted(Sample.submission("email", ADDRESS));
        String token = moderator("olga", "PRIVACY", "");
        String form = "email=" + URLEncoder.encode(ADDRESS, StandardCharsets.UTF_8);

        for (String route : MAY_CONTAIN_THE_ADDRESS) {
            Answer shown = officersRequest(route, id, token, form);

            assertThat(shown.status()).as(route).isEqualTo(200);
            assertThat(shown.body()).as(route).contains(ADDRESS);
            assertThat(shown.header("Cache-Control")).as(route).isEqualTo("no-store");
            answers.add(shown.headers().map().toString());

            record(officersRequest(route, id, moderator("nosy", "MODERATOR,ADMIN", "demo"), form));
            record(get(route.replace("{id}", id), "Authorization", token));
        }
        // Invalid requests, and pages that show no address.
        record(post("/api/v1/privacy/exports", Map.of("email", ADDRESS + " x"), "Authorization", token));
        record(post("/api/v1/privacy/exports", "{\"email\":\"" + ADDRESS + "\",,", "Authorization", token));
        record(post("/api/v1/privacy/erasures", Map.of("email", ADDRESS + " x"), "Authorization", token));
        record(get("/console/privacy", "Authorization", token, "Accept", "text/html"));
        record(get("/api/v1/audit", "Authorization", admin()));
        failWhileErasing(token);
        record(post("/api/v1/privacy/erasures", Map.of("email", ADDRESS), "Authorization", token));
        record(officersRequest("/console/privacy/author/erasure", id, token, form));
        record(post("/api/v1/privacy/exports", Map.of("email", ADDRESS), "Authorization", token));
        record(get("/api/v1/audit", "Authorization", admin()));

        String out = String.join("\n", answers) + "\n" + logged() + "\n"
                + getManagement("/prometheus").body();
        String dump = dump();
        assertThat(out).as("the test has seen responses").contains("{\"comments\":1}", "PERSONAL_DATA_REFUSED");
        assertThat(dump).as("the test has seen rows").contains("PERSONAL_DATA_ERASED", "PERSONAL_DATA_EXPORTED");
        assertThat(Postgres.value("SELECT count(*) FROM erasure")).isEqualTo("1");
        assertThat(logged()).as("the log").contains("Unhandled exception ");
        assertThat(traces()).allSatisfy(trace -> {
            assertThat(out).doesNotContainIgnoringCase(trace);
            assertThat(dump).doesNotContainIgnoringCase(trace);
        });
    }

    private static Answer officersRequest(String route, String id, String token, String form) {
        String path = route.replace("{id}", id);
        return path.startsWith("/api/")
                ? post(path, Map.of("email", ADDRESS, "purpose", "a test"), "Authorization", token)
                : send(
                        "POST",
                        path,
                        form + "&purpose=test",
                        "Content-Type",
                        FORM,
                        "Accept",
                        "text/html",
                        "Origin",
                        "http://localhost:" + port(),
                        "Authorization",
                        token);
    }

    // An internal error in the statement that erases.
    private void failWhileErasing(String token) {
        Postgres.execute("ALTER TABLE erasure ADD CONSTRAINT planted CHECK (false) NOT VALID");
        try {
            assertThat(record(post("/api/v1/privacy/erasures", Map.of("email", ADDRESS), "Authorization", token))
                            .status())
                    .isEqualTo(500);
        } finally {
            Postgres.execute("ALTER TABLE erasure DROP CONSTRAINT planted");
        }
    }

    @Test
    void searchFindsAnAddressInTheDatabase() {
        Map<String, Object> submission = Sample.submission("body", "my address is " + ADDRESS);
        submitted(submission);

        assertThat(dump()).contains(ADDRESS);
    }

    // A notice about a published comment, which is not one of the author's own.
    private void notices(String id, String token) {
        String published = approved(Sample.submission());
        String path = "/api/v1/sites/demo/comments/" + published + "/notices";
        Map<String, Object> notice =
                Map.of("explanation", "Illegal", "name", "Noor", "email", ADDRESS, "goodFaith", true);
        Answer accepted = record(post(path, notice));
        assertThat(accepted.status()).isEqualTo(202);
        record(post(path, Sample.with(notice, "email", ADDRESS + " x")));
        record(post(path.replace(published, id), notice));
        record(get("/api/v1/notices/" + accepted.json().path("receipt").asText()));
        record(get("/api/v1/moderation/comments/" + published, "Authorization", token));
        record(post(
                "/api/v1/moderation/notices/" + accepted.json().path("id").asText() + "/email",
                Map.of("purpose", "test"),
                "Authorization",
                moderator("nosy", "MODERATOR,ADMIN", "demo")));
    }

    private void everyRoute() {
        Map<String, Object> submission = Sample.submission("email", ADDRESS);
        Answer accepted = record(submit(submission, "Idempotency-Key", "planted"));
        record(submit(submission, "Idempotency-Key", "planted"));
        record(submit(submission));
        record(submit(Sample.submission(), "Idempotency-Key", "planted"));
        record(submit(Sample.with(submission, "email", ADDRESS + " x")));
        record(submit(Sample.with(Sample.with(submission, "body", ""), "name", "")));
        record(submit(Sample.with(submission, "parentId", ADDRESS)));
        record(post("/api/v1/sites/demo/comments", "{\"email\":\"" + ADDRESS + "\",,"));
        record(post("/api/v1/sites/demo/comments", Map.of("email", List.of(ADDRESS))));
        record(submit(Sample.with(Sample.with(submission, "website", "x"), "body", "trapped")));
        String form = "name=A&body=form&article=a&email=" + URLEncoder.encode(ADDRESS, StandardCharsets.UTF_8);
        record(send("POST", "/api/v1/sites/demo/comments", form, "Content-Type", FORM));
        record(send("POST", "/sites/demo/comments", form.replace("form", "plain"), "Content-Type", FORM));

        String id = accepted.json().path("id").asText();
        String token = admin();
        notices(id, token);
        for (String path : List.of(
                "/api/v1/moderation/comments",
                "/api/v1/moderation/comments?status=REJECTED",
                "/api/v1/moderation/comments/" + id)) {
            record(get(path, "Authorization", token));
        }
        for (String path : List.of(
                "/api/v1/moderation/comments?q=" + LOCAL,
                "/api/v1/moderation/comments?author=" + id,
                "/api/v1/moderation/stats",
                "/api/v1/audit?moderator=" + id)) {
            record(get(path, "Authorization", token));
        }
        record(post(
                "/api/v1/moderation/comments/" + id + "/email",
                Map.of("purpose", "none of theirs"),
                "Authorization",
                moderator("nosy", "MODERATOR,ADMIN", "demo")));
        record(post("/api/v1/moderation/claims", Map.of(), "Authorization", token));
        record(decide(id, "approve", Map.of(), token));
        record(decide(id, "approve", Map.of("version", 7), token));
        record(decide(id, "approve", Map.of("version", 0), token));
        record(decide(id, "approve", Map.of("version", 0), token));
        record(get("/api/v1/moderation/comments?status=APPROVED", "Authorization", token));
        record(get("/api/v1/sites/demo/comments?article=market-scales"));
        record(get("/api/v1/sites/demo/counts?article=market-scales"));
        record(get(accepted.header("Location")));
        Map<String, Object> reopening = Map.of("id", id, "version", 1, "verdict", "REOPEN");
        record(post("/api/v1/moderation/decisions", Map.of("decisions", List.of(reopening)), "Authorization", token));
        record(decide(id, "reject", Map.of("version", 2, "reason", "SPAM"), token));
        record(send("POST", "/api/v1/tokens", json(Map.of("username", "x", "password", "y")), "Content-Type", JSON));
        // An internal error while the row with the address is written.
        Postgres.execute("ALTER TABLE comment ADD CONSTRAINT planted CHECK (body <> 'error') NOT VALID");
        try {
            Answer error = record(submit(Sample.with(submission, "body", "error")));
            assertThat(error.status()).isEqualTo(500);
        } finally {
            Postgres.execute("ALTER TABLE comment DROP CONSTRAINT planted");
        }
    }

    private Answer record(Answer answer) {
        answers.add(answer.status() + " " + answer.headers().map() + " " + answer.body());
        return answer;
    }

    private String logged() {
        StringBuilder text = new StringBuilder();
        for (ILoggingEvent event : List.copyOf(log.list)) {
            text.append(event.getFormattedMessage()).append('\n');
            if (event.getThrowableProxy() != null) {
                text.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
        return text.toString();
    }

    /** Every row of every table as text, with binary values in hexadecimal. */
    private static String dump() {
        StringBuilder dump = new StringBuilder();
        Postgres.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
                .forEach(table -> Postgres.query("SELECT t::text FROM " + table.getFirst() + " t")
                        .forEach(row -> dump.append(row.getFirst()).append('\n')));
        return dump.toString();
    }

    /** The address, its encodings and its hashes without a key. */
    private static List<String> traces() {
        return Stream.of(ADDRESS, ADDRESS.toUpperCase(Locale.ROOT), LOCAL)
                .flatMap(text -> {
                    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                    return Stream.concat(
                            Stream.of(
                                    text,
                                    URLEncoder.encode(text, StandardCharsets.UTF_8),
                                    hex(bytes),
                                    Base64.getEncoder().withoutPadding().encodeToString(bytes),
                                    Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)),
                            Stream.of("MD5", "SHA-1", "SHA-256", "SHA-512")
                                    .map(algorithm -> digest(algorithm, bytes))
                                    .flatMap(digest -> Stream.of(
                                            hex(digest),
                                            Base64.getEncoder().withoutPadding().encodeToString(digest))));
                })
                .distinct()
                .toList();
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
