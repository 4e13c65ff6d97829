package mizan.moderator.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import mizan.platform.KeysetFile;
import mizan.platform.SecretFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenKeysetTest {

    private static final Instant NOW = Instant.parse("2026-03-14T15:09:26Z");

    @TempDir
    private Path folder = Path.of("");

    private SecretFiles secrets = new SecretFiles(folder);
    private TokenKeyset file = new TokenKeyset(secrets, Clock.systemUTC());

    @BeforeEach
    void createKey() {
        secrets = new SecretFiles(folder);
        file = new TokenKeyset(secrets, Clock.fixed(NOW, ZoneOffset.UTC));
        TokenKey.create(secrets);
    }

    @Test
    void tokensAreAcceptedThroughoutARotation() throws Exception {
        TokenSignature before = signature();
        SignedJWT old = before.sign(claims());
        String oldKey = file.keys().getFirst().id();

        String newKey = file.add();
        TokenSignature added = signature();
        SignedJWT signedByOld = added.sign(claims());
        assertThat(before.verify(signedByOld)).isTrue();

        assertThat(file.promote(newKey)).isTrue();
        TokenSignature promoted = signature();
        SignedJWT signedByNew = promoted.sign(claims());
        assertThat(promoted.verify(old)).isTrue();
        assertThat(added.verify(signedByNew)).isTrue();
        assertThat(before.verify(signedByNew))
                .as("the new key is promoted too early")
                .isFalse();

        file.remove(oldKey);
        TokenSignature retired = signature();
        assertThat(retired.verify(signedByNew)).isTrue();
        assertThat(retired.verify(old)).isFalse();
        assertThat(file.keys()).containsExactly(new KeysetFile.Key(newKey, true));
    }

    @Test
    void idOfASingleKeyStaysWhenTheFileBecomesAJwkSet() {
        String id = file.keys().getFirst().id();
        byte[] key = TokenKeyset.read(secrets).getFirst();

        file.add();

        assertThat(secrets.read(TokenKeyset.FILE)).startsWith("{");
        assertThat(file.keys().getFirst()).isEqualTo(new KeysetFile.Key(id, true));
        assertThat(TokenKeyset.read(secrets).getFirst()).isEqualTo(key);
    }

    @Test
    void formerKeyIsToldFromAnAddedOne() {
        String old = file.keys().getFirst().id();
        String first = file.add();
        assertThat(file.isFormer(first)).isFalse();

        file.promote(first);
        String second = file.add();

        assertThat(file.promotedAt()).contains(NOW);
        assertThat(file.isFormer(old)).isTrue();
        assertThat(file.isFormer(first)).isFalse();
        assertThat(file.isFormer(second)).isFalse();
        assertThat(file.promote("1")).isFalse();
    }

    @Test
    void signingKeyIsNeverRemoved() {
        String old = file.keys().getFirst().id();
        file.add();

        file.remove(old);

        assertThat(file.keys()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s3cret",
                "{}",
                "{s3cret",
                "{\"keys\":[]}",
                "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"1\",\"k\":\"s3cret\"}]}",
                "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}]}",
                "AAAAAAAAAAAAAAAAAAAAAA=="
            })
    void invalidFileIsReportedByNameWithoutContent(String content) throws Exception {
        Files.writeString(folder.resolve(TokenKeyset.FILE), content);

        assertThat(TokenKey.isUsable(secrets)).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() -> TokenKeyset.read(secrets))
                .withMessageContaining(TokenKeyset.FILE)
                .satisfies(thrown -> {
                    StringWriter trace = new StringWriter();
                    thrown.printStackTrace(new PrintWriter(trace));
                    assertThat(trace.toString()).doesNotContain("s3cret");
                });
    }

    private TokenSignature signature() {
        return new TokenSignature(TokenKeyset.read(secrets));
    }

    private static JWTClaimsSet claims() {
        return new JWTClaimsSet.Builder().subject("ada").build();
    }
}
