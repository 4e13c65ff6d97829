package mizan.moderator;

import com.nimbusds.jose.JWSAlgorithm;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.security.token.jwt.signature.SignatureGeneratorConfiguration;
import io.micronaut.security.token.jwt.signature.secret.SecretSignature;
import io.micronaut.security.token.jwt.signature.secret.SecretSignatureConfiguration;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import mizan.platform.SecretFiles;
import mizan.platform.http.Cursors;

/**
 * The key with which the service signs its tokens: HMAC-SHA-256 (RFC 7518 §3.2), read from a file. The key of cursors is
 * derived from it.
 */
@Factory
public final class TokenKey {

    /** The name of the file, which contains at least 256 random bits in Base64. */
    public static final String FILE = "token-key";

    private static final int MIN_BYTES = 32;

    /** Creates the file unless it exists. */
    public static void create(SecretFiles secrets) {
        secrets.createIfMissing(FILE, () -> {
            byte[] bytes = new byte[MIN_BYTES];
            new SecureRandom().nextBytes(bytes);
            return Base64.getEncoder().encodeToString(bytes);
        });
    }

    // The return type is the interface. With the class as type, Micronaut would bind the bean to configuration
    // properties, find no secret there, and create no bean. Tokens would then be neither signed nor verified.
    // Created at start, so that the service does not start without the key.
    @Context
    @Named("generator")
    SignatureGeneratorConfiguration signature(SecretFiles secrets) {
        String key = secrets.read(FILE);
        if (!isLongEnough(key)) {
            throw new IllegalStateException(FILE + " contains no key of at least 256 bits in Base64");
        }
        SecretSignatureConfiguration configuration = new SecretSignatureConfiguration("generator");
        configuration.setSecret(key);
        configuration.setBase64(true);
        configuration.setJwsAlgorithm(JWSAlgorithm.HS256);
        return new SecretSignature(configuration);
    }

    /** The key of cursors, derived from the same file (RFC 5869), so that all replicas have it without a further secret. */
    @Singleton
    @Named(Cursors.KEY)
    SecretKey cursorKey(SecretFiles secrets) {
        byte[] key = Base64.getDecoder().decode(secrets.read(FILE));
        byte[] purpose = "mizan cursor".getBytes(StandardCharsets.US_ASCII);
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "HmacSHA256",
                            HKDFParameterSpec.ofExtract().addIKM(key).thenExpand(purpose, MIN_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the file exists and contains a valid key. */
    public static boolean isUsable(SecretFiles secrets) {
        return secrets.has(FILE) && isLongEnough(secrets.read(FILE));
    }

    private static boolean isLongEnough(String key) {
        try {
            return Base64.getDecoder().decode(key).length >= MIN_BYTES;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
