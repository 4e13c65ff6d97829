package mizan.command.key;

import java.util.concurrent.Callable;
import mizan.platform.KeysetFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code keys add}: begins a key rotation. */
@Command(
        name = "add",
        description = "Adds a new key to a keyset. It is not used before it is promoted.",
        mixinStandardHelpOptions = true)
final class AddKeyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "KEYSET", description = "${COMPLETION-CANDIDATES}, in any case.")
    private KeysetName keyset = KeysetName.EMAIL;

    @Mixin
    private KeyFiles files = new KeyFiles();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        KeysetFile file = files.file(keyset);
        String id = file.add();
        spec.commandLine()
                .getOut()
                .printf("Added the key %s to %s.%n%s%n", id, file.fileName(), RotationTexts.promote(keyset, id));
        return CommandLine.ExitCode.OK;
    }
}
