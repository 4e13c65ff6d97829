package mizan.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.web.router.Router;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mizan.testing.AddressTraces;
import mizan.testing.Answer;
import mizan.testing.EventStream;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import mizan.transfer.Wxr;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Calls every route after an address was submitted, and searches for the address, its encodings and its hashes in responses,
 * events, the log at TRACE, the log of the driver, metrics and a thread dump.
 */
class EveryRouteLeakTest extends ServiceTest {

    private static final String ADDRESS = "zaynab.everywhere@every-route.example.org";

    /** Sent to every route: a form comes back with everything typed. */
    private static final String TYPED = "somebody.else@example.org";

    private static final AddressTraces TRACES = new AddressTraces(ADDRESS);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final DriverLog driverLog = new DriverLog();
    private @Nullable Appender<ILoggingEvent> console;

    @BeforeEach
    void captureLog() {
        console = root().getAppender("console");
        root().detachAppender("console");
        log.start();
        root().addAppender(log);
        root().setLevel(Level.TRACE);
        driverLog.attach();
    }

    @AfterEach
    void releaseLog() {
        driverLog.detach();
        root().setLevel(Level.ERROR);
        root().detachAppender(log);
        root().addAppender(console);
    }

    @Test
    void noRouteRevealsAnAddress() {
        List<String> answers = new ArrayList<>();
        try (EventStream events = EventStream.open(port(), "/api/v1/moderation/events", "Authorization", admin())) {
            String id = approved(Sample.submission("email", ADDRESS));
            String receipt = submit(Sample.submission("email", ADDRESS))
                    .json()
                    .path("receipt")
                    .asText();
            moderator("nosy", "MODERATOR", "demo");
            new EveryRoute(bean(Router.class), id, receipt, noticed(id), imported())
                    .requests()
                    .forEach(request -> answers.add(answer(request)));
            // The only responses that contain an address are those to the role PRIVACY. They leave no trace either.
            String officer = moderator("olga", "PRIVACY", "");
            assertThat(post("/api/v1/privacy/exports", Map.of("email", ADDRESS), "Authorization", officer)
                            .body())
                    .contains(ADDRESS);
            assertThat(post(
                                    "/api/v1/moderation/comments/" + id + "/email",
                                    Map.of("purpose", "test"),
                                    "Authorization",
                                    officer)
                            .body())
                    .contains(ADDRESS);
            assertThat(post("/api/v1/privacy/erasures", Map.of("email", ADDRESS), "Authorization", officer)
                            .status())
                    .isEqualTo(200);
            events.await("decided", _ -> true);
            answers.add(events.all("decided").toString() + events.all("queue"));
        }

        String out = String.join("\n", answers) + getManagement("/prometheus").body();
        assertThat(out).as("the test has seen responses").contains("z•••@e•••.org", "\"status\":\"APPROVED\"");
        assertThat(TRACES.in(out)).isEmpty();
        LoggerFactory.getLogger(EveryRouteLeakTest.class).trace("captured at TRACE");
        String logged = logged();
        assertThat(logged).as("the log").contains("captured at TRACE").doesNotContain("ليلى العطّار", "مقال جميل");
        assertThat(TRACES.in(logged)).isEmpty();
        assertThat(driverLog.records()).as("the log of the driver").isEmpty();
        assertThat(TRACES.in(threads())).isEmpty();
    }

    /** Sends a notice with the address, and returns the acknowledgement. */
    private static JsonNode noticed(String id) {
        Map<String, Object> notice =
                Map.of("explanation", "It is illegal.", "name", "Noor", "email", ADDRESS, "goodFaith", true);
        return post("/api/v1/sites/demo/comments/" + id + "/notices", notice).json();
    }

    /** Imports a comment with the address, and returns the id of the import. */
    private static String imported() {
        byte[] file = new Wxr()
                .post("/scales", "Scales", Wxr.comment(1, "One", Wxr.field("author_email", ADDRESS)))
                .bytes();
        String location = send(
                        "POST",
                        "/api/v1/imports?site=demo&format=wordpress&origin=https://demo.example",
                        file,
                        "Authorization",
                        admin(),
                        "Content-Type",
                        "application/octet-stream")
                .header("Location");
        await().until(() -> Postgres.value("SELECT state FROM import").equals("FINISHED"));
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static String answer(EveryRoute.Request request) {
        Answer answer = send(
                request.method(),
                request.target(),
                request.body(TYPED),
                "Content-Type",
                request.contentType(),
                "Authorization",
                admin(),
                "Origin",
                "http://localhost:" + port());
        if (request.isRead()) {
            assertThat(answer.status()).as(request.toString()).isLessThan(400);
        }
        return request + " " + answer.status() + " " + answer.headers().map() + " " + answer.body();
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

    private static String threads() {
        return Arrays.stream(ManagementFactory.getThreadMXBean().dumpAllThreads(true, true))
                .map(Object::toString)
                .collect(Collectors.joining());
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
