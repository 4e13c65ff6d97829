package mizan.command;

import java.nio.file.Path;
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

/** Makes the secrets that the service cannot run without. */
@Command(
        name = "keys",
        description = "Makes the secret files that are missing in a folder, readable by their owner only.",
        mixinStandardHelpOptions = true)
final class Keys implements Callable<Integer> {

    static final List<String> FILES = List.of(Keysets.SEALING, Keysets.FINGERPRINTING, TokenKey.FILE);

    @Parameters(paramLabel = "DIRECTORY", description = "Where they go; made if it is not there.")
    private Path directory = Path.of("secrets");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    static void create(SecretFiles secrets) {
        Keysets.create(secrets);
        TokenKey.create(secrets);
    }

    @Override
    public Integer call() {
        create(new SecretFiles(directory));
        FILES.forEach(file -> spec.commandLine().getOut().println(directory.resolve(file)));
        return CommandLine.ExitCode.OK;
    }
}
