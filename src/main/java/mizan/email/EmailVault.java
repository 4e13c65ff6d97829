package mizan.email;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.prf.Prf;
import com.google.crypto.tink.prf.PrfSet;
import io.micronaut.context.annotation.Context;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mizan.platform.SecretFiles;

/**
 * Seals addresses so that they can be kept, and opens them for the few who may see one. A sealed address opens only
 * under the id that it was sealed for (AEAD associated data), so a row copied onto another shows nothing. Built at
 * start: without its keysets the service does not run.
 */
@Context
public class EmailVault {

    private static final int FINGERPRINT_OCTETS = 32;

    private final Aead aead;
    private final PrfSet prfs;

    EmailVault(SecretFiles secrets) throws GeneralSecurityException {
        KeysetHandle sealing = Keysets.read(secrets, Keysets.SEALING);
        KeysetHandle fingerprinting = Keysets.read(secrets, Keysets.FINGERPRINTING);
        this.aead = sealing.getPrimitive(RegistryConfiguration.get(), Aead.class);
        this.prfs = fingerprinting.getPrimitive(RegistryConfiguration.get(), PrfSet.class);
    }

    public byte[] seal(EmailAddress address, UUID comment) {
        return seal(address.value(), "email:" + comment);
    }

    /**
     * The address, masked: {@code a•••@e•••.org}. Empty if it was sealed for another comment, under a lost key, or was
     * damaged.
     */
    public Optional<String> masked(byte[] sealed, UUID comment) {
        return unseal(sealed, comment).map(EmailAddress::masked);
    }

    /** The same in full, for a person who may see it. */
    public Optional<String> unseal(byte[] sealed, UUID comment) {
        return open(sealed, "email:" + comment);
    }

    /** Seals the secret part of an answer that may have to be given again. */
    public byte[] sealReceipt(String secret, UUID comment) {
        return seal(secret, "answer:" + comment);
    }

    /** The secret part of an answer that was given before, or empty if it cannot be opened. */
    public Optional<String> unsealReceipt(byte[] sealed, UUID comment) {
        return open(sealed, "answer:" + comment);
    }

    /** Under the newest key. */
    public EmailFingerprint fingerprint(EmailAddress address) {
        try {
            return new EmailFingerprint(prfs.computePrimary(octets(address.canonical()), FINGERPRINT_OCTETS));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Under every key that is still kept, so that an address is found again after a rotation. */
    public List<EmailFingerprint> fingerprints(EmailAddress address) {
        byte[] input = octets(address.canonical());
        List<EmailFingerprint> fingerprints = new ArrayList<>();
        try {
            for (Prf prf : prfs.getPrfs().values()) {
                fingerprints.add(new EmailFingerprint(prf.compute(input, FINGERPRINT_OCTETS)));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return fingerprints;
    }

    private byte[] seal(String secret, String associated) {
        try {
            return aead.encrypt(octets(secret), octets(associated));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<String> open(byte[] sealed, String associated) {
        try {
            return Optional.of(new String(aead.decrypt(sealed, octets(associated)), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
