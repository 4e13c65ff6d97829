package mizan.email;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.prf.PrfConfig;
import java.security.GeneralSecurityException;
import mizan.platform.SecretFiles;

/** The files of the Tink keysets, in Tink's JSON format. */
public final class Keysets {

    /** Encrypts addresses: AES-256-GCM. */
    public static final String SEALING = "email-keyset.json";

    /** Computes fingerprints: HMAC-SHA-256 as a PRF. */
    public static final String FINGERPRINTING = "fingerprint-keyset.json";

    /** Computes pseudonyms of clients: HMAC-SHA-256 as a PRF. */
    public static final String CLIENTS = "client-keyset.json";

    static {
        try {
            AeadConfig.register();
            PrfConfig.register();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Keysets() {}

    /** Creates the keysets that do not exist yet. */
    public static void createIfMissing(SecretFiles secrets) {
        for (Keyset keyset : Keyset.values()) {
            secrets.createIfMissing(keyset.file(), () -> generate(keyset));
        }
    }

    /** Whether the file exists and contains a keyset. */
    public static boolean isUsable(SecretFiles secrets, String name) {
        try {
            return secrets.has(name) && parse(secrets, name).size() > 0;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    static KeysetHandle read(SecretFiles secrets, String name) {
        try {
            return parse(secrets, name);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(name + " contains no Tink keyset", e);
        }
    }

    private static KeysetHandle parse(SecretFiles secrets, String name) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(
                secrets.read(name), RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
    }

    private static String generate(Keyset keyset) {
        try {
            return serialize(KeysetHandle.generateNew(keyset.parameters(), RegistryConfiguration.get()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String serialize(KeysetHandle keyset) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(
                keyset, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
    }
}
