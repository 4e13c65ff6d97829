package mizan.comment.notice;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import mizan.email.EmailAddress;
import mizan.email.EmailVault;
import mizan.platform.database.JsonParameters;

/** The values of notices that keys have made: sealed addresses and their fingerprints. */
@Singleton
public class NoticeSeals {

    private static final int BATCH_SIZE = 500;

    private final NoticeRepository repository;
    private final EmailVault vault;
    private final JsonParameters json;

    NoticeSeals(NoticeRepository repository, EmailVault vault, JsonParameters json) {
        this.repository = repository;
        this.vault = vault;
        this.json = json;
    }

    /** Passes on all notices that have an address. */
    public void forEach(Consumer<SealedNotice> action) {
        forEachBatch(batch -> batch.forEach(action));
    }

    /**
     * Replaces values under old keys by values under the primary keys. A notice whose address cannot be read is left as it
     * is.
     *
     * @return the number of changed notices
     */
    public long reseal() {
        long[] changed = {0};
        forEachBatch(batch -> {
            List<NoticeRepository.Resealed> outdated =
                    batch.stream().flatMap(row -> resealed(row).stream()).toList();
            if (!outdated.isEmpty()) {
                changed[0] += repository.reseal(json.rows(outdated));
            }
        });
        return changed[0];
    }

    private void forEachBatch(Consumer<List<SealedNotice>> action) {
        UUID after = new UUID(0, 0);
        List<SealedNotice> rows;
        do {
            rows = repository.sealed(after, BATCH_SIZE);
            action.accept(rows);
            after = rows.isEmpty() ? after : rows.getLast().id();
        } while (rows.size() == BATCH_SIZE);
    }

    private Optional<NoticeRepository.Resealed> resealed(SealedNotice notice) {
        return vault.address(notice.emailSealed(), notice.id())
                .filter(address -> isOutdated(notice, address))
                .map(address -> new NoticeRepository.Resealed(
                        notice.id(),
                        NewNotice.bytea(notice.emailSealed()),
                        NewNotice.bytea(vault.seal(address, notice.id())),
                        NewNotice.bytea(vault.fingerprint(address).value())));
    }

    private boolean isOutdated(SealedNotice notice, EmailAddress address) {
        return vault.sealingKey(notice.emailSealed())
                        .filter(vault.primarySealingKey()::equals)
                        .isEmpty()
                || !Arrays.equals(vault.fingerprint(address).value(), notice.emailFingerprint());
    }
}
