package mizan.email;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.prf.Prf;
import com.google.crypto.tink.prf.PrfSet;
import io.micronaut.context.annotation.Context;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mizan.platform.SecretFiles;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;

/**
 * Encrypts and decrypts e-mail addresses (AEAD), and computes their fingerprints. The comment's id is the associated
 * data: a ciphertext that is copied to another row cannot be decrypted there. Created eagerly, so that a missing keyset
 * fails the startup.
 */
@Context
public class EmailVault {

    private static final int FINGERPRINT_BYTES = 32;

    /** Fingerprinted and encrypted as a check of the keys. It is no address. */
    private static final String CHECK = "mizan key check";

    private final Aead aead;
    private final PrfSet prfs;
    private final int primarySealingKey;
    private volatile boolean isClosed;

    EmailVault(SecretFiles secrets) throws GeneralSecurityException {
        KeysetHandle sealing = Keysets.read(secrets, Keysets.SEALING);
        KeysetHandle fingerprinting = Keysets.read(secrets, Keysets.FINGERPRINTING);
        this.primarySealingKey = sealing.getPrimary().getId();
        this.aead = sealing.getPrimitive(RegistryConfiguration.get(), Aead.class);
        this.prfs = fingerprinting.getPrimitive(RegistryConfiguration.get(), PrfSet.class);
    }

    /** Makes all later use fail with 503, except that addresses are shown as unreadable. For a wrong keyset. */
    void close() {
        isClosed = true;
    }

    int primaryKey(Keyset keyset) {
        return switch (keyset) {
            case EMAIL -> primarySealingKey;
            case FINGERPRINT -> prfs.getPrimaryId();
        };
    }

    /** A value that the primary key of a keyset has made. {@link #isCheckValue} recognises it. */
    byte[] checkValue(Keyset keyset) {
        try {
            return switch (keyset) {
                case EMAIL -> aead.encrypt(utf8(CHECK), utf8(CHECK));
                case FINGERPRINT -> prfs.computePrimary(utf8(CHECK), FINGERPRINT_BYTES);
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the keyset has the key that has made the check value. */
    boolean isCheckValue(Keyset keyset, long keyId, byte[] checkValue) {
        try {
            return switch (keyset) {
                case EMAIL -> Arrays.equals(aead.decrypt(checkValue, utf8(CHECK)), utf8(CHECK));
                case FINGERPRINT -> {
                    Prf prf = prfs.getPrfs().get((int) keyId);
                    yield prf != null && Arrays.equals(prf.compute(utf8(CHECK), FINGERPRINT_BYTES), checkValue);
                }
            };
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    public byte[] seal(EmailAddress address, UUID comment) {
        return seal(address.value(), "email:" + comment);
    }

    /**
     * The masked address: {@code a•••@e•••.org}. Empty if it was sealed for another comment or with a lost key, or is
     * corrupt.
     */
    public Optional<String> masked(byte[] sealed, UUID comment) {
        return open(sealed, "email:" + comment).map(EmailAddress::masked);
    }

    /** The whole address, for staff who may see it. Empty under the conditions of {@link #masked}. */
    public Optional<String> unseal(byte[] sealed, UUID comment) {
        requireOpen();
        return open(sealed, "email:" + comment);
    }

    /** Seals the receipt of a comment, which the response to a repeated submission contains. */
    public byte[] sealReceipt(String receipt, UUID comment) {
        return seal(receipt, "answer:" + comment);
    }

    /** The receipt of a comment. Empty if it was sealed for another comment or with a lost key, or is corrupt. */
    public Optional<String> unsealReceipt(byte[] sealed, UUID comment) {
        return open(sealed, "answer:" + comment);
    }

    /** The fingerprint under the primary key. */
    public EmailFingerprint fingerprint(EmailAddress address) {
        requireOpen();
        try {
            return new EmailFingerprint(prfs.computePrimary(utf8(address.canonical()), FINGERPRINT_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The fingerprints under all keys of the keyset, so that addresses are recognised after a key rotation. */
    public List<EmailFingerprint> fingerprints(EmailAddress address) {
        requireOpen();
        byte[] input = utf8(address.canonical());
        List<EmailFingerprint> fingerprints = new ArrayList<>();
        try {
            for (Prf prf : prfs.getPrfs().values()) {
                fingerprints.add(new EmailFingerprint(prf.compute(input, FINGERPRINT_BYTES)));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return fingerprints;
    }

    /**
     * A digest of other data than an address, under the primary key of the fingerprints. No address starts with a zero byte,
     * so it is no fingerprint.
     */
    public byte[] digest(byte[] data) {
        byte[] input = ByteBuffer.allocate(data.length + 1).put(1, data).array();
        try {
            return prfs.computePrimary(input, FINGERPRINT_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void requireOpen() {
        if (isClosed) {
            throw new ProblemException(ProblemType.UNAVAILABLE);
        }
    }

    private byte[] seal(String plaintext, String associatedData) {
        requireOpen();
        try {
            return aead.encrypt(utf8(plaintext), utf8(associatedData));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<String> open(byte[] sealed, String associatedData) {
        try {
            return Optional.of(new String(aead.decrypt(sealed, utf8(associatedData)), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
