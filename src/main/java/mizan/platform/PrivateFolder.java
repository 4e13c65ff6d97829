package mizan.platform;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A folder that only the user of this process can read and write. On file systems without POSIX permissions nothing is
 * checked.
 */
public final class PrivateFolder {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private PrivateFolder() {}

    /** Creates the folder, and its parents, if it does not exist. */
    public static void create(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            try {
                Files.createDirectory(folder, attributes(OWNER_ONLY));
            } catch (FileAlreadyExistsException _) {
                // Another process was faster.
            }
        }
    }

    /**
     * The reason why an existing folder is not private, with what to do about it. A symbolic link is refused, because the
     * owner of the link could exchange its target.
     */
    public static Optional<String> fault(Path folder) throws IOException {
        if (!isPosix()) {
            return Optional.empty();
        }
        if (Files.isSymbolicLink(folder)) {
            return Optional.of(folder + " is a symbolic link: use the folder that it leads to");
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(folder + " is not a folder");
        }
        long owner = ((Number) Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS)).longValue();
        if (owner != new UnixSystem().getUid()) {
            return Optional.of(folder + " belongs to another user");
        }
        return Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS).equals(OWNER_ONLY)
                ? Optional.empty()
                : Optional.of(folder + " is accessible to other users: run chmod 700 " + folder);
    }

    /** The attributes of a new file or folder; none on file systems without POSIX permissions. */
    static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return isPosix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
