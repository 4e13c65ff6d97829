package mizan.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFilesTest {

    @TempDir
    Path parent;

    @Test
    void createdSecretCanBeRead() {
        SecretFiles secrets = secrets();

        secrets.createIfMissing("key", () -> "a secret");

        assertThat(secrets.read("key")).isEqualTo("a secret");
    }

    @Test
    void trailingLineFeedIsIgnored() throws Exception {
        Files.writeString(parent.resolve("key"), "a secret\r\n");

        assertThat(new SecretFiles(parent).read("key")).isEqualTo("a secret");
    }

    @Test
    void filesAreReadableByTheirOwnerOnly() throws Exception {
        secrets().createIfMissing("key", () -> "a secret");

        assertThat(Files.getPosixFilePermissions(folder())).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(folder().resolve("key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void existingSecretIsNeitherOverwrittenNorGenerated() {
        SecretFiles secrets = secrets();
        secrets.createIfMissing("key", () -> "first");

        secrets.createIfMissing("key", () -> {
            throw new AssertionError("made again");
        });

        assertThat(secrets.read("key")).isEqualTo("first");
    }

    @Test
    void concurrentCallersCreateOneSecret() throws Exception {
        CyclicBarrier together = new CyclicBarrier(16);
        List<Callable<String>> attempts = IntStream.range(0, 16)
                .<Callable<String>>mapToObj(n -> () -> {
                    SecretFiles secrets = secrets();
                    secrets.createIfMissing("key", () -> {
                        await(together);
                        return "secret of " + n;
                    });
                    return secrets.read("key");
                })
                .toList();

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<String> read = executor.invokeAll(attempts).stream()
                    .map(attempt -> attempt.resultNow())
                    .distinct()
                    .toList();
            assertThat(read).containsExactly(secrets().read("key"));
        }
        assertThat(files()).containsExactly("key");
    }

    @Test
    void replacedSecretIsReadableByItsOwnerOnly() throws Exception {
        SecretFiles secrets = secrets();
        secrets.createIfMissing("key", () -> "first");

        secrets.replace("key", "second");

        assertThat(secrets.read("key")).isEqualTo("second");
        assertThat(Files.getPosixFilePermissions(folder().resolve("key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(files()).containsExactly("key");
    }

    @Test
    void readersOfAReplacedSecretSeeTheOldOrTheNewOne() throws Exception {
        SecretFiles secrets = secrets();
        String first = "a".repeat(100_000);
        String second = "b".repeat(100_000);
        secrets.createIfMissing("key", () -> first);

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var writer = executor.submit(() -> {
                for (int i = 0; i < 100; i++) {
                    secrets.replace("key", i % 2 == 0 ? second : first);
                }
            });
            while (!writer.isDone()) {
                assertThat(secrets.read("key")).isIn(first, second);
            }
            writer.get(1, TimeUnit.MINUTES);
        }
    }

    @Test
    void failedReplacementLeavesNoOtherFile() throws Exception {
        Files.createDirectories(folder().resolve("key/folder")); // a file cannot replace it

        assertThatThrownBy(() -> secrets().replace("key", "x")).isInstanceOf(UncheckedIOException.class);

        assertThat(files()).containsExactly("key");
    }

    @Test
    void failedCreationLeavesNoFile() throws Exception {
        assertThatIllegalStateException()
                .isThrownBy(() -> secrets().createIfMissing("key", () -> {
                    throw new IllegalStateException("no randomness");
                }));

        assertThat(files()).isEmpty();
    }

    @Test
    void missingSecretIsAnErrorWithTheFileName() {
        assertThatThrownBy(() -> secrets().read("key"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(folder().resolve("key").toString());
    }

    @Test
    void existingSecretIsDistinguishedFromMissingOne() {
        SecretFiles secrets = secrets();
        secrets.createIfMissing("one", () -> "a secret");

        assertThat(secrets.has("one")).isTrue();
        assertThat(secrets.has("two")).isFalse();
        assertThat(secrets.path("two")).isEqualTo(folder().resolve("two"));
    }

    @Test
    void passwordsHave160RandomBits() {
        List<String> passwords =
                Stream.generate(SecretFiles::randomPassword).limit(1_000).toList();

        assertThat(passwords).doesNotHaveDuplicates().allMatch(password -> password.matches("[A-Za-z0-9_-]{27}"));
    }

    @Test
    void stringFormContainsNoSecret() {
        SecretFiles secrets = secrets();
        secrets.createIfMissing("key", () -> "a secret");

        assertThat(secrets.toString()).doesNotContain("a secret");
    }

    private SecretFiles secrets() {
        return new SecretFiles(folder());
    }

    private Path folder() {
        return parent.resolve("secrets");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(1, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
