package mizan.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import mizan.platform.KeysetFile;
import mizan.platform.SecretFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TinkKeysetTest {

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void createKeysets() {
        Keysets.createIfMissing(new SecretFiles(folder));
    }

    @ParameterizedTest
    @EnumSource
    void addedKeyIsNotUsedBeforeItIsPromoted(Keyset keyset) {
        TinkKeyset file = file(keyset);
        String old = primary(file);

        String added = file.add();

        assertThat(primary(file)).isEqualTo(old);
        assertThat(file.keys()).extracting(KeysetFile.Key::id).containsExactly(old, added);
        assertThat(file.promote(added)).isTrue();
        assertThat(primary(file)).isEqualTo(added);
        assertThat(file.keys()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void primaryKeyIsNeverRemoved(Keyset keyset) {
        TinkKeyset file = file(keyset);
        String old = primary(file);
        String added = file.add();

        file.remove(old);
        assertThat(file.keys()).hasSize(2);
        file.promote(added);
        file.remove(old);
        file.remove(old);

        assertThat(file.keys()).containsExactly(new KeysetFile.Key(added, true));
    }

    @ParameterizedTest
    @EnumSource
    void unknownKeyIsNotPromoted(Keyset keyset) {
        TinkKeyset file = file(keyset);
        List<KeysetFile.Key> before = file.keys();

        assertThat(file.promote("1")).isFalse();
        assertThat(file.promote("x")).isFalse();
        assertThat(file.keys()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void changedFileIsReadableByItsOwnerOnly(Keyset keyset) throws Exception {
        file(keyset).add();

        assertThat(Files.getPosixFilePermissions(folder.resolve(keyset.file())))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(Keyset.values().length);
        }
    }

    private TinkKeyset file(Keyset keyset) {
        return new TinkKeyset(new SecretFiles(folder), keyset);
    }

    private static String primary(KeysetFile file) {
        return file.keys().stream()
                .filter(KeysetFile.Key::isPrimary)
                .findFirst()
                .orElseThrow()
                .id();
    }
}
