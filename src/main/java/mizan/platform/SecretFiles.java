package mizan.platform;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** The service's secrets: a directory with one file per secret, readable only by its owner. */
@Singleton
public class SecretFiles {

    private static final int PASSWORD_BYTES = 20;

    private final Path directory;

    @Inject
    SecretFiles(@Property(name = "mizan.secrets-dir") String directory) {
        this(Path.of(directory));
    }

    public SecretFiles(Path directory) {
        this.directory = directory;
    }

    /** The path of a secret, whether the file exists or not. */
    public Path path(String name) {
        return directory.resolve(name);
    }

    public boolean has(String name) {
        return Files.isReadable(path(name));
    }

    /** @throws UncheckedIOException if the file is missing or cannot be read */
    public String read(String name) {
        try {
            return Files.readString(path(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Creates a secret if there is none. An existing file is never overwritten, because data sealed with it could not
     * be read any more. If several processes create the same secret at once, the first one wins.
     */
    public void createIfMissing(String name, Supplier<String> content) {
        Path file = path(name);
        if (Files.exists(file)) {
            return;
        }
        try {
            PrivateFolder.create(directory);
            Path draft = draft(name);
            try {
                write(draft, content.get());
                Files.createLink(file, draft);
            } catch (FileAlreadyExistsException _) {
                // Another process was faster; its secret is used.
            } finally {
                Files.delete(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Replaces the content of a secret. A concurrent reader, or a crash, sees either the old content or the new one.
     *
     * @throws UncheckedIOException if the folder cannot be written; the old content is kept
     */
    public void replace(String name, String content) {
        try {
            Path draft = draft(name);
            try {
                write(draft, content);
                Files.move(draft, path(name), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path draft(String name) throws IOException {
        return Files.createTempFile(
                directory, name, ".draft", PrivateFolder.attributes(PosixFilePermissions.fromString("rw-------")));
    }

    private static void write(Path draft, String content) throws IOException {
        Files.writeString(draft, content + "\n", StandardOpenOption.DSYNC);
    }

    /** A password of 160 random bits in base64url: letters, digits, {@code -} and {@code _}. */
    public static String randomPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
