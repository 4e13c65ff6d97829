package mizan.platform;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** The service's secrets: a folder with one file each, readable by its owner only. */
@Singleton
public class SecretFiles {

    private static final int PASSWORD_OCTETS = 20;

    private final Path directory;

    @Inject
    SecretFiles(@Property(name = "mizan.secrets-dir") String directory) {
        this(Path.of(directory));
    }

    public SecretFiles(Path directory) {
        this.directory = directory;
    }

    /** Where a file is or has to be. */
    public Path path(String name) {
        return directory.resolve(name);
    }

    public boolean has(String name) {
        return Files.isReadable(path(name));
    }

    /** @throws UncheckedIOException if it is missing or cannot be read */
    public String read(String name) {
        try {
            return Files.readString(path(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Never overwrites: what was sealed with a lost secret is lost too. Of several processes at once one creates it. */
    public void createIfMissing(String name, Supplier<String> content) {
        Path file = path(name);
        if (Files.exists(file)) {
            return;
        }
        try {
            Files.createDirectories(directory, ownerOnly("rwx------"));
            Path draft = Files.createTempFile(directory, name, ".draft", ownerOnly("rw-------"));
            try {
                Files.writeString(draft, content.get() + "\n", StandardOpenOption.DSYNC);
                Files.createLink(file, draft);
            } catch (FileAlreadyExistsException _) {
                // Another process was first; its secret is the one.
            } finally {
                Files.delete(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** 160 random bits in letters, digits, - and _. */
    public static String randomPassword() {
        byte[] octets = new byte[PASSWORD_OCTETS];
        new SecureRandom().nextBytes(octets);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        boolean isPosix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
