package mizan.transfer.export;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Form of the authors' e-mail addresses in an export. */
public enum ExportedAddresses {
    /** Encrypted, as they are stored. Only a service with the same keyset can read them. Only the archive has them. */
    SEALED,
    /** In plain text. */
    OPEN;

    /** The form with this name in requests, such as {@code open}. */
    public static Optional<ExportedAddresses> find(String name) {
        return Stream.of(values())
                .filter(addresses -> addresses.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }
}
