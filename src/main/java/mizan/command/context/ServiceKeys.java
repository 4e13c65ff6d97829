package mizan.command.context;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mizan.email.Keyset;
import mizan.email.Keysets;
import mizan.moderator.token.TokenKey;
import mizan.platform.SecretFiles;

/** The files with all secret keys of the service. */
public final class ServiceKeys {

    private ServiceKeys() {}

    /** Creates the files that are missing. */
    public static void create(SecretFiles secrets) {
        Keysets.createIfMissing(secrets);
        TokenKey.create(secrets);
    }

    /** The paths of the files that are missing or contain no valid key. */
    public static List<Path> unusable(SecretFiles secrets) {
        List<Path> unusable = new ArrayList<>();
        for (Keyset keyset : Keyset.values()) {
            if (!Keysets.isUsable(secrets, keyset.file())) {
                unusable.add(secrets.path(keyset.file()));
            }
        }
        if (!TokenKey.isUsable(secrets)) {
            unusable.add(secrets.path(TokenKey.FILE));
        }
        return unusable;
    }
}
