package mizan.moderator;

import com.nimbusds.jose.JWSAlgorithm;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.security.token.jwt.signature.SignatureGeneratorConfiguration;
import io.micronaut.security.token.jwt.signature.secret.SecretSignature;
import io.micronaut.security.token.jwt.signature.secret.SecretSignatureConfiguration;
import jakarta.inject.Named;
import java.security.SecureRandom;
import java.util.Base64;
import mizan.platform.SecretFiles;

/** The key under which the service signs the tokens it gives: HMAC-SHA-256 (RFC 7518 §3.2), from a file. */
@Factory
public final class TokenKey {

    /** The file: 256 random bits or more in Base64. */
    public static final String FILE = "token-key";

    private static final int OCTETS = 32;

    /** Makes it if it is not there yet. */
    public static void create(SecretFiles secrets) {
        secrets.createIfMissing(FILE, () -> {
            byte[] octets = new byte[OCTETS];
            new SecureRandom().nextBytes(octets);
            return Base64.getEncoder().encodeToString(octets);
        });
    }

    // By its interface: the class is bound to configuration properties, which hold no secret here, and would make no
    // bean.
    // Without this bean tokens would be neither signed nor checked.
    // Built at start: without it the service does not run.
    @Context
    @Named("generator")
    SignatureGeneratorConfiguration signature(SecretFiles secrets) {
        String key = secrets.read(FILE);
        if (!isLongEnough(key)) {
            throw new IllegalStateException(FILE + " holds no key of 256 bits or more in Base64");
        }
        SecretSignatureConfiguration configuration = new SecretSignatureConfiguration("generator");
        configuration.setSecret(key);
        configuration.setBase64(true);
        configuration.setJwsAlgorithm(JWSAlgorithm.HS256);
        return new SecretSignature(configuration);
    }

    /** Whether the file is there and holds a key. */
    public static boolean isUsable(SecretFiles secrets) {
        return secrets.has(FILE) && isLongEnough(secrets.read(FILE));
    }

    private static boolean isLongEnough(String key) {
        try {
            return Base64.getDecoder().decode(key).length >= OCTETS;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
