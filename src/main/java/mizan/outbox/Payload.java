package mizan.outbox;

import io.micronaut.core.annotation.Introspected;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a notification carries: an announcement and its id, as JSON. */
@Introspected
record Payload(
        long id,
        UUID comment,
        String site,
        String article,
        String status,
        int version,
        @Nullable String by) {}
