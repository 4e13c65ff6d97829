package mizan.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import mizan.platform.SecretFiles;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailVaultTest {

    /** Its keys exist only in this vault. */
    private static final EmailVault VAULT = lockedVault();

    private static final EmailAddress ADA = EmailAddresses.of("ada@example.org");

    @TempDir
    Path directory;

    @Property
    void sealedAddressCanBeUnsealed(@ForAll("addresses") String typed, @ForAll("ids") UUID comment) {
        EmailAddress address = EmailAddresses.of(typed);

        assertThat(VAULT.unseal(VAULT.seal(address, comment), comment)).contains(address.value());
    }

    @Property
    void sealedAddressCannotBeUnsealedForAnotherComment(@ForAll("ids") UUID comment, @ForAll("ids") UUID other) {
        Assume.that(!comment.equals(other));

        assertThat(VAULT.unseal(VAULT.seal(ADA, comment), other)).isEmpty();
        assertThat(VAULT.unsealReceipt(VAULT.sealReceipt("receipt", comment), other))
                .isEmpty();
    }

    @Property
    void sealedReceiptCanBeUnsealed(@ForAll String secret, @ForAll("ids") UUID comment) {
        Assume.that(StandardCharsets.UTF_8.newEncoder().canEncode(secret));

        assertThat(VAULT.unsealReceipt(VAULT.sealReceipt(secret, comment), comment))
                .contains(secret);
    }

    @Test
    void receiptsAndAddressesAreNotInterchangeable() {
        UUID comment = UUID.randomUUID();

        assertThat(VAULT.unseal(VAULT.sealReceipt("ada@example.org", comment), comment))
                .isEmpty();
        assertThat(VAULT.unsealReceipt(VAULT.seal(ADA, comment), comment)).isEmpty();
    }

    @Property(tries = 100)
    void ciphertextsOfOneAddressDiffer(@ForAll("addresses") String typed, @ForAll("ids") UUID comment) {
        EmailAddress address = EmailAddresses.of(typed);

        assertThat(VAULT.seal(address, comment)).isNotEqualTo(VAULT.seal(address, comment));
    }

    @Test
    void ciphertextContainsNoPartOfTheAddress() {
        String sealed = new String(VAULT.seal(ADA, UUID.randomUUID()), StandardCharsets.ISO_8859_1);

        assertThat(sealed).doesNotContain("ada", "example", "org");
    }

    @Test
    void corruptCiphertextIsRefused() {
        UUID comment = UUID.randomUUID();
        byte[] sealed = VAULT.seal(ADA, comment);

        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] damaged = sealed.clone();
            damaged[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(VAULT.unseal(damaged, comment)).as("bit %d", bit).isEmpty();
        }
        for (int length = 0; length < sealed.length; length++) {
            assertThat(VAULT.unseal(Arrays.copyOf(sealed, length), comment))
                    .as("first %d bytes", length)
                    .isEmpty();
        }
    }

    @Test
    void ciphertextOfOtherKeysIsRefused() throws Exception {
        UUID comment = UUID.randomUUID();

        assertThat(newVault(directory).unseal(VAULT.seal(ADA, comment), comment))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ada@example.org,       ADA@EXAMPLE.ORG",
        "ada@bücher.de,         Ada@xn--bcher-kva.de",
        "éva@example.org,       E\u0301va@example.org",
        "иван@пример.рф,        ИВАН@xn--e1afmkfd.xn--p1ai",
        "σας@example.org,       ΣΑΣ@example.org",
        "محمد@مثال.شبكة,         محمد@xn--mgbh0fb.xn--ngbc5azd"
    })
    void fingerprintIsEqualForAllSpellingsOfAMailbox(String one, String other) {
        assertThat(fingerprint(VAULT, one)).isEqualTo(fingerprint(VAULT, other)).hasSize(32);
    }

    @Property
    void fingerprintIgnoresCase(@ForAll("addresses") String typed) {
        String ascii = EmailAddresses.of(typed).canonical();

        assertThat(fingerprint(VAULT, ascii)).isEqualTo(fingerprint(VAULT, typed));
        assertThat(fingerprint(VAULT, upperCaseAscii(ascii))).isEqualTo(fingerprint(VAULT, typed));
    }

    @Property
    void fingerprintsOfDifferentMailboxesDiffer(@ForAll("addresses") String one, @ForAll("addresses") String other) {
        Assume.that(!EmailAddresses.of(one)
                .canonical()
                .equals(EmailAddresses.of(other).canonical()));

        assertThat(fingerprint(VAULT, one)).isNotEqualTo(fingerprint(VAULT, other));
    }

    @Test
    void fingerprintDependsOnTheKey() throws Exception {
        byte[] fingerprint = fingerprint(VAULT, "ada@example.org");

        assertThat(fingerprint)
                .isNotEqualTo(fingerprint(newVault(directory), "ada@example.org"))
                .isNotEqualTo(MessageDigest.getInstance("SHA-256")
                        .digest("ada@example.org".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void addressSealedBeforeARotationCanBeUnsealed() throws Exception {
        UUID comment = UUID.randomUUID();
        EmailVault before = newVault(directory);

        rotate(Keysets.SEALING, PredefinedAeadParameters.AES256_GCM);
        EmailVault after = new EmailVault(new SecretFiles(directory));

        assertThat(after.unseal(before.seal(ADA, comment), comment)).contains(ADA.value());
        assertThat(after.unseal(after.seal(ADA, comment), comment)).contains(ADA.value());
        assertThat(before.unseal(after.seal(ADA, comment), comment))
                .as("the old key unseals what the new key sealed")
                .isEmpty();
    }

    @Test
    void fingerprintBeforeARotationIsStillRecognised() throws Exception {
        EmailVault before = newVault(directory);
        byte[] old = before.fingerprint(ADA).value();

        rotate(Keysets.FINGERPRINTING, PredefinedPrfParameters.HMAC_SHA256_PRF);
        EmailVault after = new EmailVault(new SecretFiles(directory));

        assertThat(after.fingerprint(ADA).value()).isNotEqualTo(old);
        assertThat(after.fingerprints(ADA))
                .extracting(EmailFingerprint::value)
                .containsExactlyInAnyOrder(old, after.fingerprint(ADA).value());
        assertThat(before.fingerprints(ADA)).extracting(EmailFingerprint::value).containsExactly(old);
    }

    @Test
    void missingKeysetFailsTheStartup() {
        SecretFiles empty = new SecretFiles(directory);

        assertThatThrownBy(() -> new EmailVault(empty))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(Keysets.SEALING);
    }

    @Test
    void swappedKeysetsFailTheStartup() throws Exception {
        SecretFiles secrets = new SecretFiles(directory);
        Keysets.createIfMissing(secrets);
        Files.copy(directory.resolve(Keysets.FINGERPRINTING), directory.resolve("other"));
        Files.delete(directory.resolve(Keysets.SEALING));
        Files.move(directory.resolve("other"), directory.resolve(Keysets.SEALING));

        assertThatThrownBy(() -> new EmailVault(secrets)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void stringFormsContainNeitherAddressNorKey() throws Exception {
        EmailVault vault = newVault(directory);

        assertThat(List.of(
                                vault,
                                ADA,
                                vault.fingerprint(ADA),
                                vault.unseal(vault.seal(ADA, UUID.randomUUID()), UUID.randomUUID()))
                        .toString())
                .matches(
                        "\\[mizan\\.email\\.EmailVault@[0-9a-f]+, EmailAddress\\[…], EmailFingerprint\\[…], Optional\\.empty]");
        assertThat(vault.fingerprints(ADA)).hasToString("[EmailFingerprint[…]]");
    }

    @Provide
    Arbitrary<String> addresses() {
        return EmailAddresses.wellFormed();
    }

    @Provide
    Arbitrary<UUID> ids() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
    }

    /** Adds a key and makes it the primary one, like the command {@code keys}. */
    private void rotate(String name, Parameters parameters) throws GeneralSecurityException, IOException {
        KeysetHandle keyset = Keysets.read(new SecretFiles(directory), name);
        KeysetHandle rotated = KeysetHandle.newBuilder(keyset)
                .addEntry(KeysetHandle.generateEntryFromParameters(parameters)
                        .withRandomId()
                        .makePrimary())
                .build();
        Files.writeString(
                directory.resolve(name),
                TinkJsonProtoKeysetFormat.serializeKeyset(
                        rotated, RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
    }

    private static EmailVault newVault(Path directory) throws GeneralSecurityException {
        SecretFiles secrets = new SecretFiles(directory);
        Keysets.createIfMissing(secrets);
        return new EmailVault(secrets);
    }

    private static EmailVault lockedVault() {
        try {
            Path directory = Files.createTempDirectory("vault");
            EmailVault vault = newVault(directory);
            Files.delete(directory.resolve(Keysets.SEALING));
            Files.delete(directory.resolve(Keysets.FINGERPRINTING));
            Files.delete(directory.resolve(Keysets.CLIENTS));
            Files.delete(directory);
            return vault;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] fingerprint(EmailVault vault, String typed) {
        return vault.fingerprint(EmailAddresses.of(typed)).value();
    }

    private static String upperCaseAscii(String text) {
        return text.codePoints()
                .map(codePoint -> codePoint < 0x80 ? Character.toUpperCase(codePoint) : codePoint)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
