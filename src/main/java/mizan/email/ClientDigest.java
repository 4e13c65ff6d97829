package mizan.email;

import io.micronaut.context.annotation.Context;
import java.security.GeneralSecurityException;
import java.util.List;
import mizan.platform.SecretFiles;

/**
 * Digests of clients, under a keyset of their own. Created eagerly, so that a missing keyset fails the startup.
 */
@Context
public class ClientDigest {

    private final PrfKeys keys;

    ClientDigest(SecretFiles secrets) throws GeneralSecurityException {
        this.keys = PrfKeys.read(secrets, Keysets.CLIENTS);
    }

    PrfKeys keys() {
        return keys;
    }

    /** 32 bytes under the primary key, different for different lists. The first part says what the digest is for. */
    public byte[] of(List<String> parts) {
        return PartsDigest.of(keys.prf(keys.primaryId()), parts);
    }
}
