package mizan.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.transaction.TransactionOperations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Map;
import mizan.moderator.token.TokenKey;
import mizan.platform.SecretFiles;
import mizan.testing.Answer;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A keyset that is not the database's is noticed before it does harm. */
class KeysetVerificationTest extends ServiceTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void replicaWithOtherKeysetsIsNotReadyAndStoresNothing() throws IOException {
        try (EmbeddedServer right = replica(Map.of())) {
            assertThat(submit(right).status()).isEqualTo(202);
            assertThat(health(right)).isEqualTo(200);
            assertThat(metrics(right)).contains("mizan_keysets_valid 1.0");
        }

        try (EmbeddedServer wrong =
                replica(Map.of("mizan.secrets-dir", keys("other").toString()))) {
            assertThat(health(wrong)).isEqualTo(503);
            assertThat(metrics(wrong)).contains("mizan_keysets_valid 0.0");
            assertThat(submit(wrong).problem()).isEqualTo("503 application/problem+json /problems/unavailable");
            assertThat(sendTo(wrong.getPort(), "GET", "/api/v1/sites/demo/comments?article=a", new byte[0])
                            .status())
                    .isEqualTo(200);
            assertThat(sendTo(
                                    wrong.getPort(),
                                    "GET",
                                    "/api/v1/moderation/comments",
                                    new byte[0],
                                    "Authorization",
                                    "Bearer none")
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void rotatedKeysetIsRightUntilAnOldKeyIsRemoved() throws Exception {
        Path keys = keys("rotated");
        assertThat(verification(keys).verify()).allMatch(result -> result.isValid() && result.used() == 0);
        assertThat(verification(keys).verifyAndRecord()).allMatch(KeysetVerification.Result::isValid);

        KeysetHandle oldSealing = rotate(keys, Keysets.SEALING, PredefinedAeadParameters.AES256_GCM);
        KeysetHandle oldFingerprinting = rotate(keys, Keysets.FINGERPRINTING, PredefinedPrfParameters.HMAC_SHA256_PRF);
        assertThat(verification(keys).verifyAndRecord()).allMatch(KeysetVerification.Result::isValid);
        assertThat(verification(keys).verify())
                .allMatch(KeysetVerification.Result::isValid)
                .extracting(KeysetVerification.Result::used)
                .containsExactly(2, 2, 1);

        write(keys, Keysets.SEALING, oldSealing);
        assertThat(verification(keys).verifyAndRecord())
                .extracting(KeysetVerification.Result::isValid)
                .as("the new key is lost")
                .containsExactly(false, true, true);
        write(keys, Keysets.FINGERPRINTING, oldFingerprinting);
        assertThat(verification(keys).verify())
                .extracting(KeysetVerification.Result::isValid)
                .containsExactly(false, false, true);
    }

    @Test
    void keysetWithTheIdButNotTheKeyIsWrong() throws Exception {
        Path keys = keys("first");
        verification(keys).verifyAndRecord();

        for (Keyset keyset : Keyset.values()) {
            int id = Keysets.read(new SecretFiles(keys), keyset.file())
                    .getPrimary()
                    .getId();
            write(
                    keys,
                    keyset.file(),
                    KeysetHandle.newBuilder()
                            .addEntry(KeysetHandle.generateEntryFromParameters(keyset.parameters())
                                    .withFixedId(id)
                                    .makePrimary())
                            .build());
        }

        assertThat(verification(keys).verifyAndRecord()).noneMatch(KeysetVerification.Result::isValid);
    }

    private Path keys(String name) throws IOException {
        Path keys = folder.resolve(name);
        Keysets.createIfMissing(new SecretFiles(keys));
        TokenKey.create(new SecretFiles(keys));
        return keys;
    }

    /** Adds a key to a keyset, makes it the primary one, and returns the keyset as it was before. */
    private static KeysetHandle rotate(Path keys, String file, Parameters parameters)
            throws GeneralSecurityException, IOException {
        KeysetHandle old = Keysets.read(new SecretFiles(keys), file);
        write(
                keys,
                file,
                KeysetHandle.newBuilder(old)
                        .addEntry(KeysetHandle.generateEntryFromParameters(parameters)
                                .withRandomId()
                                .makePrimary())
                        .build());
        return old;
    }

    private static void write(Path keys, String file, KeysetHandle keyset)
            throws GeneralSecurityException, IOException {
        Files.writeString(
                keys.resolve(file),
                TinkJsonProtoKeysetFormat.serializeKeyset(
                        keyset, RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
    }

    @SuppressWarnings("unchecked")
    private static KeysetVerification verification(Path keys) throws GeneralSecurityException {
        return new KeysetVerification(
                new EmailVault(new SecretFiles(keys)),
                new ClientDigest(new SecretFiles(keys)),
                bean(KeyCheckRepository.class),
                bean(TransactionOperations.class),
                bean(Clock.class));
    }

    private static Answer submit(EmbeddedServer replica) {
        return sendTo(
                replica.getPort(),
                "POST",
                "/api/v1/sites/demo/comments",
                json(Sample.submission()).getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                JSON);
    }

    private static int health(EmbeddedServer replica) {
        return sendTo(managementPort(replica), "GET", "/health/readiness", new byte[0])
                .status();
    }

    private static String metrics(EmbeddedServer replica) {
        return sendTo(managementPort(replica), "GET", "/prometheus", new byte[0])
                .body();
    }

    private static int managementPort(EmbeddedServer replica) {
        return replica.getApplicationContext()
                .getProperty("endpoints.all.port", Integer.class)
                .orElseThrow();
    }
}
