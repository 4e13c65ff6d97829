package mizan.outbox;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Tells every replica, this one too, what has changed, as part of the transaction that changes it. */
@Singleton
public class Outbox {

    static final String CHANNEL = "mizan_comment";

    private final OutboxRepository repository;
    private final JsonMapper json;

    Outbox(OutboxRepository repository, JsonMapper json) {
        this.repository = repository;
        this.json = json;
    }

    public void announce(Announcement announcement) {
        try {
            repository.announce(CHANNEL, json.writeValueAsString(announcement));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
