package mizan.rotation;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mizan.comment.key.KeyUsage;
import mizan.comment.key.KeyUsages;
import mizan.email.KeyRecords;
import mizan.email.KeyRecords.KeyRecord;
import mizan.email.Keyset;
import mizan.platform.KeysetFile;
import mizan.rotation.KeysetStatus.KeyState;
import mizan.rotation.KeysetStatus.KeyStatus;
import org.jspecify.annotations.Nullable;

/** Finds out the state of each key, and the next safe step of a rotation. */
@Singleton
public class KeyStates {

    private final KeyRecords records;
    private final KeyRetirement retirement;
    private final KeyUsages usages;
    private final Clock clock;

    KeyStates(KeyRecords records, KeyRetirement retirement, KeyUsages usages, Clock clock) {
        this.records = records;
        this.retirement = retirement;
        this.usages = usages;
        this.clock = clock;
    }

    /** @param usage the number of stored values by key; null if they were not counted */
    public KeysetStatus status(Keyset keyset, KeysetFile file, @Nullable KeyUsage usage) {
        List<KeyStatus> keys = new ArrayList<>();
        for (KeysetFile.Key key : file.keys()) {
            Optional<KeyRecord> known = records.find(keyset, key.id());
            keys.add(status(keyset, key.id(), state(key, known), usage));
        }
        for (KeyRecord record : records.all(keyset)) {
            boolean isRelevant = !record.isRetired() || record.isLost();
            if (isRelevant && file.find(record.id()).isEmpty()) {
                keys.add(status(keyset, record.id(), record.isLost() ? KeyState.LOST : KeyState.MISSING, usage));
            }
        }
        return new KeysetStatus(file.fileName(), keys, next(keyset, file, keys));
    }

    private static KeyState state(KeysetFile.Key key, Optional<KeyRecord> known) {
        if (known.filter(KeyRecord::isRetired).isPresent()) {
            return KeyState.RETIRED;
        }
        if (key.isPrimary()) {
            return known.isPresent() ? KeyState.PRIMARY : KeyState.PROMOTED;
        }
        return known.isPresent() ? KeyState.FORMER : KeyState.ADDED;
    }

    private static KeyStatus status(Keyset keyset, String keyId, KeyState state, @Nullable KeyUsage usage) {
        return new KeyStatus(keyId, state, needed(keyset, keyId, usage));
    }

    private static @Nullable Long needed(Keyset keyset, String keyId, @Nullable KeyUsage usage) {
        if (keyset == Keyset.CLIENT) {
            return 0L; // pseudonyms are only compared, which needs no key
        }
        if (usage == null) {
            return null;
        }
        return keyset == Keyset.EMAIL ? usage.sealed(keyId) : usage.fingerprints(keyId);
    }

    private RotationStep next(Keyset keyset, KeysetFile file, List<KeyStatus> keys) {
        Optional<KeyStatus> missing = first(keys, KeyState.MISSING);
        Optional<KeyStatus> retired = first(keys, KeyState.RETIRED);
        Optional<KeyStatus> added = first(keys, KeyState.ADDED);
        Optional<KeyStatus> former = first(keys, KeyState.FORMER);
        if (missing.isPresent()) {
            return new RotationStep.Restore(missing.get().id());
        }
        if (first(keys, KeyState.PROMOTED).isPresent()) {
            return new RotationStep.RollOut();
        }
        if (retired.isPresent()) {
            return new RotationStep.Retire(retired.get().id());
        }
        if (added.isPresent()) {
            return new RotationStep.Promote(added.get().id());
        }
        return former.map(key -> afterPromotion(keyset, file, key)).orElseGet(RotationStep.None::new);
    }

    private RotationStep afterPromotion(Keyset keyset, KeysetFile file, KeyStatus former) {
        if (former.needed() == null || former.needed() > 0) {
            return new RotationStep.Reseal();
        }
        Optional<Instant> promotedAt = retirement.primarySince(keyset, file);
        return promotedAt
                .filter(at -> keyset == Keyset.FINGERPRINT && usages.hasIdempotencyKeys(at, clock.instant()))
                .<RotationStep>map(at -> new RotationStep.Wait(at.plus(KeyRetirement.IDEMPOTENCY)))
                .orElseGet(() -> new RotationStep.Retire(former.id()));
    }

    private static Optional<KeyStatus> first(List<KeyStatus> keys, KeyState state) {
        return keys.stream().filter(key -> key.state() == state).findFirst();
    }
}
