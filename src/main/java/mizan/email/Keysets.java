package mizan.email;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import java.security.GeneralSecurityException;
import mizan.platform.SecretFiles;

/** The Tink keysets that protect addresses, each a file of its own in Tink's JSON format. */
public final class Keysets {

    /** Seals addresses: AES-256-GCM. */
    public static final String SEALING = "email-keyset.json";

    /** Recognises addresses: HMAC-SHA-256 as a PRF. */
    public static final String FINGERPRINTING = "fingerprint-keyset.json";

    static {
        try {
            AeadConfig.register();
            PrfConfig.register();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Keysets() {}

    /** Makes those that are not there yet. */
    public static void createIfMissing(SecretFiles secrets) {
        secrets.createIfMissing(SEALING, () -> generate(PredefinedAeadParameters.AES256_GCM));
        secrets.createIfMissing(FINGERPRINTING, () -> generate(PredefinedPrfParameters.HMAC_SHA256_PRF));
    }

    /** Whether the file is there and holds a keyset. */
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
            throw new IllegalStateException(name + " holds no Tink keyset", e);
        }
    }

    private static KeysetHandle parse(SecretFiles secrets, String name) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(
                secrets.read(name), RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
    }

    private static String generate(Parameters parameters) {
        try {
            return TinkJsonProtoKeysetFormat.serializeKeyset(
                    KeysetHandle.generateNew(parameters, RegistryConfiguration.get()),
                    RegistryConfiguration.get(),
                    InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
