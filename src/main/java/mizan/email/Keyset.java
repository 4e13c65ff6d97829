package mizan.email;

import java.util.Locale;

/** A keyset of the service. */
enum Keyset {
    /** Encrypts addresses. */
    EMAIL(Keysets.SEALING),
    /** Computes fingerprints. */
    FINGERPRINT(Keysets.FINGERPRINTING);

    private final String file;

    Keyset(String file) {
        this.file = file;
    }

    /** The name of its file. */
    String file() {
        return file;
    }

    /** Its name in the database. */
    String databaseName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
