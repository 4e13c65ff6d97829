package mizan.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import mizan.email.Keysets;
import mizan.moderator.TokenKey;
import mizan.platform.SecretFiles;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code keys}: creates the secret keys of the service. */
@Command(
        name = "keys",
        description = "Creates the missing secret files in a folder, readable by their owner only.",
        mixinStandardHelpOptions = true)
final class KeysCommand implements Callable<Integer> {

    @Parameters(
            arity = "1",
            paramLabel = "DIRECTORY",
            description = "The folder that MIZAN_SECRETS_DIR names; created if it does not exist.")
    private Path directory = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    static void create(SecretFiles secrets) {
        Keysets.createIfMissing(secrets);
        TokenKey.create(secrets);
    }

    /** The paths of the files that are missing or contain no valid key. */
    static List<Path> unusable(SecretFiles secrets) {
        List<Path> unusable = new ArrayList<>();
        for (String keyset : List.of(Keysets.SEALING, Keysets.FINGERPRINTING)) {
            if (!Keysets.isUsable(secrets, keyset)) {
                unusable.add(secrets.path(keyset));
            }
        }
        if (!TokenKey.isUsable(secrets)) {
            unusable.add(secrets.path(TokenKey.FILE));
        }
        return unusable;
    }

    @Override
    public Integer call() {
        SecretFiles secrets = new SecretFiles(directory);
        create(secrets);
        unusable(secrets).forEach(file -> spec.commandLine().getErr().println("No key in the file " + file));
        return unusable(secrets).isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
