package mizan.moderator.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import mizan.platform.KeysetFile;
import mizan.platform.SecretFiles;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the service's tokens: HMAC-SHA-256 (RFC 7518 §3.2). The file is a JWK Set whose first key signs; RFC 7517 §5.1
 * leaves the meaning of the order to the application. A file with one key in Base64 is a keyset with this key.
 */
public final class TokenKeyset implements KeysetFile {

    static final String FILE = "token-key";

    private static final int MIN_BYTES = 32;

    /** When the first key became the first one, in epoch seconds. */
    private static final String PROMOTED_AT = "promoted_at";

    private final SecretFiles secrets;
    private final Clock clock;

    public TokenKeyset(SecretFiles secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /** The bytes of the keys, those of the signing one first. */
    static List<byte[]> read(SecretFiles secrets) {
        return parse(secrets.read(FILE)).getKeys().stream()
                .map(key -> key.toOctetSequenceKey().toByteArray())
                .toList();
    }

    static boolean isUsable(SecretFiles secrets) {
        try {
            return secrets.has(FILE) && !read(secrets).isEmpty();
        } catch (IllegalStateException _) {
            return false;
        }
    }

    @Override
    public String fileName() {
        return FILE;
    }

    @Override
    public List<Key> keys() {
        List<JWK> keys = parse(secrets.read(FILE)).getKeys();
        return keys.stream()
                .map(key -> new Key(key.getKeyID(), key.equals(keys.getFirst())))
                .toList();
    }

    /** When the signing key was promoted; empty if the file does not say it. */
    public Optional<Instant> promotedAt() {
        return parse(secrets.read(FILE)).getAdditionalMembers().get(PROMOTED_AT) instanceof Number seconds
                ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
                : Optional.empty();
    }

    /** Whether a key was the signing one before, so that tokens which it has signed may still be valid. */
    public boolean isFormer(String keyId) {
        JWKSet keys = parse(secrets.read(FILE));
        @Nullable JWK key = keys.getKeyByKeyId(keyId);
        if (key == null || key.equals(keys.getKeys().getFirst())) {
            return false;
        }
        Date addedAt = key.getIssueTime();
        return addedAt == null
                || promotedAt().filter(at -> addedAt.toInstant().isBefore(at)).isPresent();
    }

    @Override
    public String add() {
        JWKSet before = parse(secrets.read(FILE));
        String id = Integer.toUnsignedString(new SecureRandom().nextInt());
        List<JWK> keys = new ArrayList<>(before.getKeys());
        keys.add(generate(id, Date.from(clock.instant())));
        write(new JWKSet(keys, before.getAdditionalMembers()));
        return id;
    }

    @Override
    public boolean promote(String keyId) {
        List<JWK> keys = new ArrayList<>(parse(secrets.read(FILE)).getKeys());
        Optional<JWK> promoted =
                keys.stream().filter(key -> key.getKeyID().equals(keyId)).findFirst();
        promoted.ifPresent(key -> {
            keys.remove(key);
            keys.addFirst(key);
            write(new JWKSet(keys, Map.of(PROMOTED_AT, clock.instant().getEpochSecond())));
        });
        return promoted.isPresent();
    }

    @Override
    public void remove(String keyId) {
        JWKSet before = parse(secrets.read(FILE));
        List<JWK> keys = new ArrayList<>(before.getKeys());
        JWK primary = keys.getFirst();
        if (keys.removeIf(key -> !key.equals(primary) && key.getKeyID().equals(keyId))) {
            write(new JWKSet(keys, before.getAdditionalMembers()));
        }
    }

    private void write(JWKSet keys) {
        secrets.replace(FILE, keys.toString(false));
    }

    private static JWKSet parse(String content) {
        try {
            JWKSet keys = content.startsWith("{") ? JWKSet.parse(content) : new JWKSet(fromBase64(content));
            if (keys.isEmpty() || !keys.getKeys().stream().allMatch(TokenKeyset::isValid)) {
                throw invalid();
            }
            return keys;
        } catch (ParseException | IllegalArgumentException _) {
            // Their messages may quote the file.
            throw invalid();
        }
    }

    private static boolean isValid(JWK key) {
        return key instanceof OctetSequenceKey secret
                && secret.toByteArray().length >= MIN_BYTES
                && key.getKeyID() != null;
    }

    private static IllegalStateException invalid() {
        return new IllegalStateException(
                FILE + " contains neither a JWK Set nor a key in Base64, of at least 256 bits");
    }

    private static JWK generate(String id, Date addedAt) {
        try {
            return new OctetSequenceKeyGenerator(MIN_BYTES * Byte.SIZE)
                    .keyID(id)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.HS256)
                    .issueTime(addedAt)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWK fromBase64(String content) {
        byte[] key = Base64.getDecoder().decode(content);
        if (key.length < MIN_BYTES) {
            throw invalid();
        }
        return new OctetSequenceKey.Builder(Base64URL.encode(key))
                .keyID(derivedId(key))
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.HS256)
                .build();
    }

    // An old file contains no id. The id is derived from the key, so all replicas compute the same one.
    private static String derivedId(byte[] key) {
        byte[] id = derive(key, "mizan key id", Integer.BYTES).getEncoded();
        return Integer.toUnsignedString(ByteBuffer.wrap(id).getInt());
    }

    /** A key for another purpose, derived from a key (RFC 5869). */
    static SecretKey derive(byte[] key, String purpose, int bytes) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "HmacSHA256",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(key)
                                    .thenExpand(purpose.getBytes(StandardCharsets.US_ASCII), bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
