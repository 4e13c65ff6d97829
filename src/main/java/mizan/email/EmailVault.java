package mizan.email;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import io.micronaut.context.annotation.Context;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    /** Fingerprinted and encrypted as a check of the keys. It is no address. */
    static final String CHECK = "mizan key check";

    /** A ciphertext of Tink starts with this byte and the id of its key. */
    private static final byte TINK_PREFIX = 1;

    private static final int PREFIX_BYTES = 1 + Integer.BYTES;

    private final Aead aead;
    private final String primarySealingKey;
    private final Set<String> sealingKeys;
    private final PrfKeys prfs;
    private final List<FingerprintKey> fingerprintKeys;
    private volatile boolean isClosed;

    EmailVault(SecretFiles secrets) throws GeneralSecurityException {
        KeysetHandle sealing = Keysets.read(secrets, Keysets.SEALING);
        this.aead = sealing.getPrimitive(RegistryConfiguration.get(), Aead.class);
        this.primarySealingKey = KeyIds.text(sealing.getPrimary().getId());
        this.sealingKeys = IntStream.range(0, sealing.size())
                .mapToObj(at -> KeyIds.text(sealing.getAt(at).getId()))
                .collect(Collectors.toUnmodifiableSet());
        this.prfs = PrfKeys.read(secrets, Keysets.FINGERPRINTING);
        this.fingerprintKeys = prfs.ids().stream()
                .map(id -> new FingerprintKey(KeyIds.text(id), prfs.prf(id)))
                .toList();
    }

    /** Makes all later use fail with 503, except that addresses are shown as unreadable. For a wrong keyset. */
    void close() {
        isClosed = true;
    }

    PrfKeys fingerprintPrfs() {
        return prfs;
    }

    /** A value that the primary key has encrypted. {@link #isSealedCheck} recognises it. */
    byte[] sealedCheck() {
        try {
            return aead.encrypt(utf8(CHECK), utf8(CHECK));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the keyset has the key that has encrypted the check value. */
    boolean isSealedCheck(byte[] checkValue) {
        try {
            return Arrays.equals(aead.decrypt(checkValue, utf8(CHECK)), utf8(CHECK));
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

    /** The address itself. Empty under the conditions of {@link #masked}. */
    public Optional<EmailAddress> address(byte[] sealed, UUID comment) {
        requireOpen();
        return open(sealed, "email:" + comment).flatMap(EmailAddress::ofValue);
    }

    /**
     * The id of the key that has sealed an address or a receipt, whether the keyset has this key or not. Empty if the bytes
     * are no ciphertext.
     */
    public Optional<String> sealingKey(byte[] sealed) {
        boolean hasPrefix = sealed.length > PREFIX_BYTES && sealed[0] == TINK_PREFIX;
        return hasPrefix ? Optional.of(KeyIds.text(ByteBuffer.wrap(sealed).getInt(1))) : Optional.empty();
    }

    /** Whether the keyset lacks the key that has sealed an address or a receipt. */
    public boolean isKeyMissing(byte[] sealed) {
        return sealingKey(sealed).filter(this::isSealingKeyMissing).isPresent();
    }

    /** Whether the keyset lacks a key. */
    public boolean isSealingKeyMissing(String keyId) {
        return !sealingKeys.contains(keyId);
    }

    /** The id of the key that seals. */
    public String primarySealingKey() {
        return primarySealingKey;
    }

    /** Seals the receipt of a comment, which the response to a repeated submission contains. */
    public byte[] sealReceipt(String receipt, UUID comment) {
        return seal(receipt, "answer:" + comment);
    }

    /** The receipt of a comment. Empty if it was sealed for another comment or with a lost key, or is corrupt. */
    public Optional<String> unsealReceipt(byte[] sealed, UUID comment) {
        return open(sealed, "answer:" + comment);
    }

    /** Seals a secret that the service needs in plain text, for the row with this id. */
    public byte[] sealSecret(String secret, UUID owner) {
        return seal(secret, "secret:" + owner);
    }

    /** A secret. Empty if it was sealed for another row or with a lost key, or is corrupt. */
    public Optional<String> unsealSecret(byte[] sealed, UUID owner) {
        requireOpen();
        return open(sealed, "secret:" + owner);
    }

    /** The fingerprint under the primary key. */
    public EmailFingerprint fingerprint(EmailAddress address) {
        return fingerprintKeys().getFirst().fingerprint(address);
    }

    /** The fingerprints under all keys of the keyset, so that addresses are recognised during a key rotation. */
    public List<EmailFingerprint> fingerprints(EmailAddress address) {
        return fingerprintKeys().stream().map(key -> key.fingerprint(address)).toList();
    }

    /** The keys of the fingerprint keyset, the primary one first. There is one, except during a key rotation. */
    public List<FingerprintKey> fingerprintKeys() {
        requireOpen();
        return fingerprintKeys;
    }

    /** Whether a rotation of the fingerprint keyset is under way. */
    public boolean hasSeveralFingerprintKeys() {
        return !isClosed && fingerprintKeys.size() > 1;
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
