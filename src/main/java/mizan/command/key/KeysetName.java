package mizan.command.key;

import java.util.Locale;
import java.util.Optional;
import mizan.email.Keyset;
import mizan.email.TinkKeyset;
import mizan.moderator.token.TokenKeyset;
import mizan.platform.ClockFactory;
import mizan.platform.KeysetFile;
import mizan.platform.SecretFiles;

/** A keyset as the commands name it. */
enum KeysetName {
    EMAIL,
    FINGERPRINT,
    CLIENT,
    TOKEN;

    KeysetFile file(SecretFiles secrets) {
        return keyset().<KeysetFile>map(keyset -> new TinkKeyset(secrets, keyset))
                .orElseGet(() -> tokens(secrets));
    }

    static TokenKeyset tokens(SecretFiles secrets) {
        return new TokenKeyset(secrets, ClockFactory.withoutDatabase());
    }

    /** Empty for the keys of tokens, with which no stored value is made. */
    Optional<Keyset> keyset() {
        return switch (this) {
            case EMAIL -> Optional.of(Keyset.EMAIL);
            case FINGERPRINT -> Optional.of(Keyset.FINGERPRINT);
            case CLIENT -> Optional.of(Keyset.CLIENT);
            case TOKEN -> Optional.empty();
        };
    }

    /** The name as an argument of a command. */
    String argument() {
        return name().toLowerCase(Locale.ROOT);
    }
}
