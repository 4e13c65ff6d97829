package mizan.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import mizan.testing.StubServer;
import mizan.testing.StubServer.Received;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The receiver of a webhook answers, hangs, and breaks its connections. Each time the service is killed. */
@Tag("faults")
class WebhookFaultsTest extends FaultTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration FAULT = Duration.ofSeconds(15);

    private final Queue<Event> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger forged = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile Behaviour behaviour = Behaviour.ANSWERS;
    private volatile @Nullable Webhook signatures;

    @Test
    void receiverGetsEachEventInOrder() {
        opened(end::countDown);
        StubServer receiver = opened(new StubServer(this::respond));
        ServiceProcess service = startService(Map.of("MIZAN_OUTBOUND_ALLOWED", "127.0.0.1"));
        signatures = new Webhook(addWebhook(service, receiver));
        Load load = startLoad(service.uri(), 2);

        List<String> figures = new ArrayList<>();
        long failed = 0;
        for (Behaviour fault : Behaviour.values()) {
            behaviour = fault;
            long accepted = load.ledger().acceptedCount();
            long before = load.ledger().failedCount();
            hold(FAULT);
            failed += load.ledger().failedCount() - before;
            figures.add("%,d accepted while it %s".formatted(load.ledger().acceptedCount() - accepted, fault.verb));
            killService(service, load);
        }
        behaviour = Behaviour.ANSWERS;
        Ledger ledger = load.stop();
        await("all deliveries").atMost(Duration.ofMinutes(4)).until(() -> {
            // Lets the time until the next attempts pass.
            database().execute("UPDATE webhook_delivery SET next_attempt_at = now() WHERE state = 'PENDING'");
            return isDelivered(ledger);
        });

        print(
                "receiver of a webhook in %d phases of %d s, each ended by a kill -9 of the service: %s; %d events, %d repeated"
                        .formatted(
                                Behaviour.values().length,
                                FAULT.toSeconds(),
                                String.join(", ", figures),
                                acknowledged.size(),
                                acknowledged.size()
                                        - acknowledged.stream()
                                                .map(Event::id)
                                                .distinct()
                                                .count()));
        assertThat(failed).isZero();
        assertThat(forged.get()).isZero();
        assertThat(database().value("SELECT count(*) FROM webhook_delivery WHERE state = 'PARKED'"))
                .isEqualTo("0");
        assertThat(versions().values())
                .allSatisfy(versions -> assertThat(versions).isSorted());
        finish("receiver of a webhook hangs and breaks", load, Duration.ZERO);
    }

    /** Returns the secret of the new webhook. */
    private static String addWebhook(ServiceProcess service, StubServer receiver) {
        return Load.send(
                        service.uri().resolve("/api/v1/webhooks"),
                        Load.signIn(service.uri()),
                        """
                        {"site":"gazette","url":"%s","events":["comment.submitted","comment.approved"]}\
                        """.formatted(receiver.url("/")),
                        201)
                .path("secret")
                .asText();
    }

    private boolean isDelivered(Ledger ledger) {
        Map<String, Set<String>> comments = acknowledged.stream()
                .collect(Collectors.groupingBy(Event::type, Collectors.mapping(Event::comment, Collectors.toSet())));
        return comments.getOrDefault("comment.submitted", Set.of()).containsAll(ledger.acceptedIds())
                && comments.getOrDefault("comment.approved", Set.of()).containsAll(ledger.approvedIds());
    }

    /** The versions of each comment, in the order of the first arrival of their events. */
    private Map<String, List<Integer>> versions() {
        Map<String, List<Integer>> versions = new TreeMap<>();
        Set<String> known = new HashSet<>();
        for (Event event : acknowledged) {
            if (known.add(event.id())) {
                versions.computeIfAbsent(event.comment(), _ -> new ArrayList<>())
                        .add(event.version());
            }
        }
        return versions;
    }

    private void respond(Received request, OutputStream out) throws IOException, InterruptedException {
        switch (behaviour) {
            case ANSWERS -> {
                acknowledged.add(verified(request));
                StubServer.status(204).respond(request, out);
            }
            case HANGS -> end.await();
            case BREAKS -> {
                // The connection is closed.
            }
        }
    }

    private Event verified(Received request) {
        Webhook library = signatures;
        Map<String, List<String>> headers = request.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, field -> List.of(field.getValue())));
        try {
            if (library == null) {
                throw new WebhookVerificationException("The secret is not known yet");
            }
            library.verify(request.body(), HttpHeaders.of(headers, (_, _) -> true));
        } catch (WebhookVerificationException _) {
            forged.incrementAndGet();
        }
        try {
            JsonNode event = JSON.readTree(request.body());
            return new Event(
                    request.header("webhook-id"),
                    event.path("type").asText(),
                    event.at("/data/comment").asText(),
                    event.at("/data/version").asInt());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private record Event(String id, String type, String comment, int version) {}

    private enum Behaviour {
        ANSWERS("answers"),
        HANGS("hangs"),
        BREAKS("breaks its connections");

        private final String verb;

        Behaviour(String verb) {
            this.verb = verb;
        }
    }
}
