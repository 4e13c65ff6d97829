package mizan.email;

import java.security.GeneralSecurityException;
import mizan.platform.SecretFiles;

/** Opens the vault without the service around it, so that what the benchmark stores is sealed as the service seals it. */
public final class OpenVault {

    private OpenVault() {}

    public static EmailVault of(SecretFiles secrets) {
        try {
            return new EmailVault(secrets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
