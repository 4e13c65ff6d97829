package mizan.console.queue;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import mizan.moderator.Role;
import mizan.testing.EventStream;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;

class LiveUpdatesPageTest extends QueueBrowserTest {

    private static final Pattern DECIDED = Pattern.compile("decided");

    @Test
    void decisionsMadeWhileThePageIsNotConnectedAreShown() {
        addAccount("layla", Role.MODERATOR);
        String omar = moderator("omar", "MODERATOR", "demo");
        // The service sends this decision again, because it is shortly before the position of the page.
        approved(Sample.submission());
        List<String> ids = submitComments(5);
        Page page = browser("en", DESK);
        AtomicInteger connections = new AtomicInteger();
        page.route("**/events*", route -> {
            int number = connections.getAndIncrement();
            if (number < 3) {
                approveUnnoticed(ids.get(number), omar);
            }
            connect(route, number);
        });

        page.navigate("/console");
        signIn(page, "layla");

        for (String id : ids.subList(0, 3)) {
            assertThat(card(page, id)).hasClass(DECIDED);
        }
        assertThat(page.locator(".item.decided")).hasCount(3);
        assertThat(page.locator("#pending")).hasText("2");
        assertThat(page.locator("#arrivals")).isHidden();
        submitted(Sample.submission());
        assertThat(page.locator("#arrivals")).hasText("1 new comment");
        assertThat(page.locator("#arrivals-announcer")).hasText("1 new comment");
    }

    // The first connection ends before a decision was received, so the browser knows no event; the second one is
    // refused.
    private static void connect(Route route, int number) {
        switch (number) {
            case 0 ->
                route.fulfill(
                        new FulfillOptions()
                                .setContentType("text/event-stream")
                                .setBody(
                                        "retry: 100\nevent: claims\ndata: {\"complete\":true,\"claimed\":[],\"released\":[]}\n\n"));
            case 1 -> route.fulfill(new FulfillOptions().setStatus(503));
            default -> route.resume();
        }
    }

    // Returns when the decision was sent to all who are connected.
    private static void approveUnnoticed(String id, String token) {
        try (EventStream events = EventStream.open(port(), "/api/v1/moderation/events", "Authorization", token)) {
            events.await("queue", _ -> true);
            decide(id, "approve", Map.of("version", 0), token);
            events.await("decided", data -> data.path("id").asText().equals(id));
        }
    }
}
