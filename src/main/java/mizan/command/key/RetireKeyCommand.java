package mizan.command.key;

import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import mizan.command.context.BootstrapSettings;
import mizan.command.context.CommandContext;
import mizan.command.failure.CommandFailure;
import mizan.email.Keyset;
import mizan.platform.KeysetFile;
import mizan.rotation.KeyRetirement;
import mizan.rotation.RetirementOutcome;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code keys retire}: ends a key rotation. */
@Command(
        name = "retire",
        description = "Retires a key that no stored value needs: first in the database, then in the file."
                + " With --directory it removes the key from a copy of the file only;"
                + " a replica does not become ready with this copy until the key is retired in the database.",
        mixinStandardHelpOptions = true)
final class RetireKeyCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "KEYSET", description = "${COMPLETION-CANDIDATES}, in any case.")
    private KeysetName keyset = KeysetName.EMAIL;

    @Parameters(index = "1", paramLabel = "KEY", description = "The id of the key.")
    private String keyId = "";

    @Option(
            names = "--lost",
            description = "Declares a key lost that the file lacks: the service runs again."
                    + " Addresses that it has sealed cannot be read until the key is found.")
    private boolean isLost;

    @Option(
            names = "--token-lifetime",
            paramLabel = "DURATION",
            description = "For a copy of the key of tokens: MIZAN_TOKEN_LIFETIME, such as PT1H, which is the default.")
    private @Nullable Duration tokenLifetime;

    @Mixin
    private KeyFiles files = new KeyFiles();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Optional<Keyset> stored = keyset.keyset();
        if (isLost) {
            declareLost(stored.orElseThrow(
                    () -> CommandFailure.ofUsage("No stored value needs a lost key of tokens: run mizan keys")));
            return CommandLine.ExitCode.OK;
        }
        KeysetFile file = files.file(keyset);
        if (stored.isPresent() && !files.isCopy()) {
            return CommandContext.run(context -> {
                report(context.bean(KeyRetirement.class).retire(stored.get(), file, keyId), file);
                removeIfWritable(file);
                return CommandLine.ExitCode.OK;
            });
        }
        removeFromFile(file);
        return CommandLine.ExitCode.OK;
    }

    private void declareLost(Keyset lost) {
        if (files.isCopy()) {
            throw CommandFailure.ofUsage("--lost needs the database, and no --directory");
        }
        KeysetFile file = files.file(keyset);
        CommandContext.run(context -> {
            report(context.bean(KeyRetirement.class).declareLost(lost, file, keyId), file);
            return CommandLine.ExitCode.OK;
        });
    }

    // Also what the database cannot know: the key of tokens, and a copy.
    private void removeFromFile(KeysetFile file) {
        KeysetFile.Key key = file.find(keyId)
                .orElseThrow(() -> CommandFailure.of("%s has no key %s".formatted(file.fileName(), keyId)));
        if (key.isPrimary()) {
            throw primaryKey(file);
        }
        if (keyset == KeysetName.TOKEN) {
            KeyStatusCommand.expiration(KeysetName.tokens(files.secrets()), lifetime())
                    .ifPresent(until -> {
                        throw tooEarly(until, "tokens that it has signed");
                    });
        }
        file.remove(keyId);
        print("Removed the key %s from %s.%nNext: restart all replicas one by one with this file"
                .formatted(keyId, file.fileName()));
    }

    private Duration lifetime() {
        if (tokenLifetime != null) {
            return tokenLifetime;
        }
        return files.isCopy() ? Duration.ofHours(1) : BootstrapSettings.read().tokenLifetime();
    }

    private void report(RetirementOutcome outcome, KeysetFile file) {
        switch (outcome) {
            case RetirementOutcome.Retired(long unreadable) -> {
                print("The key %s is retired in the database.".formatted(keyId));
                if (unreadable > 0) {
                    print(
                            "The address of %d comments cannot be read. Those of them with a fingerprint of this key are not found by address any more."
                                    .formatted(unreadable));
                }
            }
            case RetirementOutcome.DeclaredLost(long affected) ->
                print(
                        "The key %s is declared lost. Values that it has sealed: %d%nNext: restart all replicas one by one"
                                .formatted(keyId, affected));
            case RetirementOutcome.UnknownKey() ->
                throw CommandFailure.of(
                        "Neither %s nor the database has a key %s to retire".formatted(file.fileName(), keyId));
            case RetirementOutcome.PrimaryKey() -> throw primaryKey(file);
            case RetirementOutcome.NotLost() ->
                throw CommandFailure.of("The key %s is not lost: %s has it".formatted(keyId, file.fileName()));
            case RetirementOutcome.Missing() ->
                throw CommandFailure.of(
                        "%s lacks the key %s, which was not retired: restore it from a copy, or declare it lost with --lost"
                                .formatted(file.fileName(), keyId));
            case RetirementOutcome.NotRolledOut() ->
                throw CommandFailure.of(
                        "No replica has started with the primary key of %s: restart all replicas one by one with this file first"
                                .formatted(file.fileName()));
            case RetirementOutcome.InUse(long values) ->
                throw CommandFailure.of(
                        "The key %s is needed by %d values: run mizan keys reseal first".formatted(keyId, values));
            case RetirementOutcome.TooEarly(Instant until) ->
                throw tooEarly(until, "idempotency keys that were stored with it");
        }
    }

    // The folder of a Kubernetes Secret is read-only.
    private void removeIfWritable(KeysetFile file) {
        try {
            file.remove(keyId);
            print("%s does not have it any more.%nNext: restart all replicas one by one with this file"
                    .formatted(file.fileName()));
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof FileSystemException)) {
                throw e;
            }
            print(
                    "The folder of %s is read-only.%nNext: mizan keys retire %s %s --directory DIRECTORY, in the folder that the file comes from"
                            .formatted(file.fileName(), keyset.argument(), keyId));
        }
    }

    private CommandFailure primaryKey(KeysetFile file) {
        return CommandFailure.of(
                "The key %s is the primary key of %s: promote another one first".formatted(keyId, file.fileName()));
    }

    private CommandFailure tooEarly(Instant until, String what) {
        return CommandFailure.of("The key %s is needed until %s, by %s".formatted(keyId, until, what));
    }

    private void print(String text) {
        spec.commandLine().getOut().println(text);
    }
}
