package mizan.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import mizan.platform.SecretFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysetsTest {

    @TempDir
    Path directory;

    private SecretFiles secrets;

    @BeforeEach
    void createSecrets() {
        secrets = new SecretFiles(directory);
    }

    @Test
    void keysetsAreForEncryptionAndFingerprints() {
        Keysets.createIfMissing(secrets);

        assertThat(Keysets.read(secrets, Keysets.SEALING).getPrimary().getKey().getParameters())
                .isEqualTo(PredefinedAeadParameters.AES256_GCM);
        assertThat(Keysets.read(secrets, Keysets.FINGERPRINTING)
                        .getPrimary()
                        .getKey()
                        .getParameters())
                .isEqualTo(PredefinedPrfParameters.HMAC_SHA256_PRF);
    }

    @Test
    void keysetsAreReadableByTheirOwnerOnly() throws Exception {
        Keysets.createIfMissing(secrets);

        assertThat(Files.getPosixFilePermissions(directory.resolve(Keysets.SEALING)))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(directory.resolve(Keysets.FINGERPRINTING)))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void existingKeysetsAreKept() {
        Keysets.createIfMissing(secrets);
        String sealing = secrets.read(Keysets.SEALING);
        String fingerprinting = secrets.read(Keysets.FINGERPRINTING);

        Keysets.createIfMissing(secrets);

        assertThat(secrets.read(Keysets.SEALING)).isEqualTo(sealing);
        assertThat(secrets.read(Keysets.FINGERPRINTING)).isEqualTo(fingerprinting);
    }

    @Test
    void keysetsDifferBetweenDirectories() {
        SecretFiles elsewhere = new SecretFiles(directory.resolve("elsewhere"));
        Keysets.createIfMissing(secrets);
        Keysets.createIfMissing(elsewhere);

        assertThat(secrets.read(Keysets.SEALING)).isNotEqualTo(elsewhere.read(Keysets.SEALING));
        assertThat(secrets.read(Keysets.FINGERPRINTING)).isNotEqualTo(elsewhere.read(Keysets.FINGERPRINTING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "s3cret",
                "\"s3cret\"",
                "{\"s3cret\":1}",
                "{\"primaryKeyId\":\"s3cret\",\"key\":[]}",
                "{\"primaryKeyId\":1,\"key\":[{\"keyData\":{\"value\":\"s3cret\"}}]}",
                "{\"primaryKeyId\":1,\"key\":[{s3cret"
            })
    void invalidKeysetIsReportedByNameWithoutContent(String content) throws Exception {
        Files.writeString(directory.resolve(Keysets.SEALING), content);

        assertThatIllegalStateException()
                .isThrownBy(() -> Keysets.read(secrets, Keysets.SEALING))
                .withMessageContaining(Keysets.SEALING)
                .satisfies(e -> assertThat(stackTrace(e)).doesNotContain("s3cret"));
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
