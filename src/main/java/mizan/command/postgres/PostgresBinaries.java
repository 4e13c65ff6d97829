package mizan.command.postgres;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import mizan.command.failure.CommandFailure;
import mizan.platform.Sha256;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The programs of PostgreSQL for this platform, unpacked from an archive on the class path.
 *
 * @param folder the folder that contains {@code bin}
 */
record PostgresBinaries(Path folder) {

    private static final int OWNER_EXECUTE = 0100;
    private static final boolean IS_WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    /** Unpacks the archive into a subfolder of {@code parent}, unless that has been done before. */
    static PostgresBinaries unpackInto(Path parent) throws IOException {
        byte[] archive;
        try (InputStream input = open()) {
            archive = input.readAllBytes();
        }
        Path folder = parent.resolve(
                "postgresql-" + HexFormat.of().formatHex(Sha256.of(archive)).substring(0, 16));
        if (!Files.exists(folder)) {
            // A process that is killed leaves an incomplete folder under another name.
            Path draft = Files.createTempDirectory(parent, "unpacking-");
            unpack(archive, draft);
            try {
                Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileSystemException e) {
                delete(draft);
                if (!Files.exists(folder)) {
                    throw e;
                }
            }
        }
        return new PostgresBinaries(folder);
    }

    Path program(String name) {
        return folder.resolve("bin").resolve(IS_WINDOWS ? name + ".exe" : name);
    }

    /** Deletes a folder with all that it contains. Symbolic links are not followed. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted((first, second) -> second.compareTo(first)).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    // The names are those of the library's archives.
    private static InputStream open() throws IOException {
        String system = System.getProperty("os.name", "");
        String name = IS_WINDOWS ? "Windows" : system.startsWith("Mac") ? "Darwin" : system;
        String processor = System.getProperty("os.arch", "");
        InputStream archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                name, processor.equals("amd64") ? "x86_64" : processor);
        if (archive == null) {
            throw CommandFailure.of(
                    "There is no embedded database for " + name + " on " + processor + ": set DATASOURCES_DEFAULT_URL");
        }
        return archive;
    }

    private static void unpack(byte[] archive, Path folder) throws IOException {
        try (TarArchiveInputStream entries = new TarArchiveInputStream(
                new XZCompressorInputStream(new BufferedInputStream(new java.io.ByteArrayInputStream(archive))))) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException("The archive contains a path outside of its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(entries, file);
                    if ((entry.getMode() & OWNER_EXECUTE) != 0 && !file.toFile().setExecutable(true)) {
                        throw new IOException("Not made executable: " + file);
                    }
                }
            }
        }
    }
}
