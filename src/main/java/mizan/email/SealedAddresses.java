package mizan.email;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Addresses that are stored elsewhere than with comments, for key rotation. */
public interface SealedAddresses {

    /** Passes on all of them, in batches. */
    void forEach(Consumer<SealedAddress> action);

    /** Seals and fingerprints all of them with the primary keys. One whose key is lost stays as it is. */
    void reseal();

    /**
     * A stored address.
     *
     * @param fingerprint of the address
     * @param sealed the sealed address, and then other values that are sealed with the same id
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record SealedAddress(UUID id, byte[] fingerprint, List<byte[]> sealed) {}
}
