package mizan.moderator.token;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.security.token.jwt.signature.SignatureGeneratorConfiguration;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;
import mizan.platform.SecretFiles;
import mizan.platform.http.paging.CursorKeys;

/** The keys with which the service signs its tokens, read from a file. The keys of cursors are derived from them. */
@Factory
public final class TokenKey {

    /** The name of the file, which {@link TokenKeyset} reads. */
    public static final String FILE = TokenKeyset.FILE;

    private static final int BYTES = 32;

    /** Creates the file unless it exists. */
    public static void create(SecretFiles secrets) {
        secrets.createIfMissing(FILE, () -> {
            byte[] bytes = new byte[BYTES];
            new SecureRandom().nextBytes(bytes);
            return Base64.getEncoder().encodeToString(bytes);
        });
    }

    // The return type is the interface. With a class of the framework as type, Micronaut would bind the bean to
    // configuration properties, find no secret there, and create no bean. Tokens would then be neither signed nor
    // verified.
    // Created at start, so that the service does not start without the key.
    @Context
    @Named("generator")
    SignatureGeneratorConfiguration signature(SecretFiles secrets) {
        return new TokenSignature(TokenKeyset.read(secrets));
    }

    /** The keys of cursors, derived from the same file, so that all replicas have them without a further secret. */
    @Singleton
    CursorKeys cursorKeys(SecretFiles secrets) {
        return new CursorKeys(TokenKeyset.read(secrets).stream()
                .map(key -> TokenKeyset.derive(key, "mizan cursor", BYTES))
                .toList());
    }

    /** Whether the file exists and contains valid keys. */
    public static boolean isUsable(SecretFiles secrets) {
        return TokenKeyset.isUsable(secrets);
    }
}
