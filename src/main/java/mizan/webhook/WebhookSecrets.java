package mizan.webhook;

import com.standardwebhooks.Webhook;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import mizan.email.EmailVault;
import mizan.email.SealedValues;

/** The secrets with which requests are signed. The database has them sealed with the keyset of e-mail addresses. */
@Singleton
class WebhookSecrets implements SealedValues {

    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final WebhookRepository repository;
    private final EmailVault vault;

    WebhookSecrets(WebhookRepository repository, EmailVault vault) {
        this.repository = repository;
        this.vault = vault;
    }

    /** A new secret, as receivers configure it. */
    static String generate() {
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return Webhook.SECRET_PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    byte[] seal(String secret, UUID webhook) {
        return vault.sealSecret(secret, webhook);
    }

    /** Empty if it was sealed for another webhook or with a lost key, or is corrupt. */
    Optional<String> unseal(byte[] sealed, UUID webhook) {
        return vault.unsealSecret(sealed, webhook);
    }

    @Override
    public Stream<byte[]> sealedValues() {
        return repository.findSecrets().stream()
                .flatMap(row -> Stream.of(row.secretSealed(), row.previousSecretSealed()))
                .filter(Objects::nonNull);
    }

    @Override
    public long reseal() {
        return repository.findSecrets().stream()
                .mapToLong(row -> repository.reseal(
                        row.id(),
                        row.secretSealed(),
                        resealed(row.secretSealed(), row.id()),
                        row.previousSecretSealed() == null ? null : resealed(row.previousSecretSealed(), row.id())))
                .sum();
    }

    private byte[] resealed(byte[] sealed, UUID webhook) {
        return vault.unsealSecret(sealed, webhook)
                .map(secret -> seal(secret, webhook))
                .orElse(sealed);
    }
}
