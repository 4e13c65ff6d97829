package mizan.email;

import java.security.GeneralSecurityException;
import mizan.platform.SecretFiles;

/** Creates the package-private vault for the benchmark, so that it encrypts addresses like the service. */
public final class EmailVaultFactory {

    private EmailVaultFactory() {}

    public static EmailVault create(SecretFiles secrets) {
        try {
            return new EmailVault(secrets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
