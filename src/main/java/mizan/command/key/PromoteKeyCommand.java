package mizan.command.key;

import java.util.concurrent.Callable;
import mizan.command.failure.CommandFailure;
import mizan.platform.KeysetFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code keys promote}: makes a key the primary one. */
@Command(
        name = "promote",
        description = "Makes a key the primary one of its keyset. All replicas must have the key already.",
        mixinStandardHelpOptions = true)
final class PromoteKeyCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "KEYSET", description = "${COMPLETION-CANDIDATES}, in any case.")
    private KeysetName keyset = KeysetName.EMAIL;

    @Parameters(index = "1", paramLabel = "KEY", description = "The id of the key.")
    private String keyId = "";

    @Mixin
    private KeyFiles files = new KeyFiles();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        KeysetFile file = files.file(keyset);
        if (file.find(keyId).filter(KeysetFile.Key::isPrimary).isPresent()) {
            throw CommandFailure.of("The key %s is already the primary key of %s".formatted(keyId, file.fileName()));
        }
        if (!file.promote(keyId)) {
            throw CommandFailure.of("%s has no key %s: add one, and restart all replicas, before it is promoted"
                    .formatted(file.fileName(), keyId));
        }
        spec.commandLine()
                .getOut()
                .printf(
                        "The key %s is now the primary key of %s.%n%s%n",
                        keyId, file.fileName(), RotationTexts.afterPromotion(keyset));
        return CommandLine.ExitCode.OK;
    }
}
