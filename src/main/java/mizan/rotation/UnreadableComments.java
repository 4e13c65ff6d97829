package mizan.rotation;

import static java.util.stream.Collectors.toSet;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import mizan.comment.key.KeyUsages;
import mizan.email.EmailVault;
import mizan.email.KeyRecords;
import mizan.email.KeyRecords.KeyRecord;
import mizan.email.Keyset;

/** Counts the comments whose address was sealed with a lost key. While no key is lost it reads no comment. */
@Context // so that its metric exists before the first count
class UnreadableComments {

    private final KeyRecords records;
    private final KeyUsages usages;
    private final EmailVault vault;
    private final AtomicLong number = new AtomicLong();

    UnreadableComments(KeyRecords records, KeyUsages usages, EmailVault vault, MeterRegistry meters) {
        this.records = records;
        this.usages = usages;
        this.vault = vault;
        Gauge.builder("mizan.comments.unreadable", number, AtomicLong::get)
                .description("Comments whose e-mail address cannot be read, because its key is lost")
                .register(meters);
    }

    @Scheduled(initialDelay = "10s", fixedDelay = "1h")
    void count() {
        Set<String> lost = records.all(Keyset.EMAIL).stream()
                .filter(KeyRecord::isLost)
                .map(KeyRecord::id)
                .filter(vault::isSealingKeyMissing)
                .collect(toSet());
        number.set(lost.isEmpty() ? 0 : usages.countComments(lost));
    }
}
