package mizan.command.key;

import java.nio.file.Files;
import java.nio.file.Path;
import mizan.command.context.BootstrapSettings;
import mizan.command.failure.CommandFailure;
import mizan.platform.KeysetFile;
import mizan.platform.SecretFiles;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The folder with the keysets that a command changes. */
final class KeyFiles {

    @Option(
            names = "--directory",
            paramLabel = "DIRECTORY",
            description = "A copy of the secret files, such as that of a Kubernetes Secret."
                    + " The default is the folder of the service, MIZAN_SECRETS_DIR.")
    private @Nullable Path directory;

    /** Whether the files are a copy, which is changed without the database. */
    boolean isCopy() {
        return directory != null;
    }

    SecretFiles secrets() {
        return new SecretFiles(directory == null ? BootstrapSettings.read().secrets() : directory);
    }

    /** @throws CommandFailure if the file is missing or contains no keys */
    KeysetFile file(KeysetName name) {
        SecretFiles secrets = secrets();
        KeysetFile file = name.file(secrets);
        Path path = secrets.path(file.fileName());
        if (!Files.isReadable(path)) {
            throw CommandFailure.of("The file " + path + " cannot be read");
        }
        try {
            file.keys();
        } catch (IllegalStateException _) {
            // Its cause may quote the file.
            throw CommandFailure.of("No keys in the file " + path);
        }
        return file;
    }
}
