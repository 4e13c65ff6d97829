package mizan.email;

import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import java.util.Locale;

/** A Tink keyset of the service. */
public enum Keyset {
    /** Encrypts addresses and receipts. */
    EMAIL(Keysets.SEALING, PredefinedAeadParameters.AES256_GCM),
    /** Computes fingerprints of addresses, and digests of submissions. */
    FINGERPRINT(Keysets.FINGERPRINTING, PredefinedPrfParameters.HMAC_SHA256_PRF),
    /** Computes pseudonyms of clients. */
    CLIENT(Keysets.CLIENTS, PredefinedPrfParameters.HMAC_SHA256_PRF);

    private final String file;
    private final Parameters parameters;

    Keyset(String file, Parameters parameters) {
        this.file = file;
        this.parameters = parameters;
    }

    /** The name of its file. */
    public String file() {
        return file;
    }

    /** The parameters of its new keys. */
    Parameters parameters() {
        return parameters;
    }

    /** Its name in the database. */
    public String databaseName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
