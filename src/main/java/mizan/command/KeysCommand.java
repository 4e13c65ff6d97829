package mizan.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import mizan.email.Keyset;
import mizan.email.KeysetVerification;
import mizan.email.Keysets;
import mizan.moderator.token.TokenKey;
import mizan.platform.SecretFiles;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code keys}: creates the secret keys of the service, and compares them with the database. */
@Command(
        name = "keys",
        description = "Creates the missing secret files in a folder, readable by their owner only.",
        mixinStandardHelpOptions = true,
        subcommands = {
            KeyStatusCommand.class,
            AddKeyCommand.class,
            PromoteKeyCommand.class,
            ResealCommand.class,
            RetireKeyCommand.class
        })
final class KeysCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "DIRECTORY",
            description = "The folder that MIZAN_SECRETS_DIR names; created if it does not exist.")
    private @Nullable Path directory;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            description = "Checks that the keysets in MIZAN_SECRETS_DIR are those of the database."
                    + " Fails if one of them lacks a key that was used with the database.",
            mixinStandardHelpOptions = true)
    int verify() {
        return CommandContext.run(context -> {
            List<KeysetVerification.Result> results =
                    context.bean(KeysetVerification.class).verify();
            results.forEach(result -> spec.commandLine().getOut().println(result.file() + ": " + text(result)));
            return results.stream().allMatch(KeysetVerification.Result::isValid)
                    ? CommandLine.ExitCode.OK
                    : CommandLine.ExitCode.SOFTWARE;
        });
    }

    private static String text(KeysetVerification.Result result) {
        if (result.isPrimaryKeyRetired()) {
            return "wrong, its primary key is retired";
        }
        if (!result.isValid()) {
            return "wrong, it lacks the keys " + String.join(", ", result.missing());
        }
        return result.used() == 0 ? "not used with this database yet" : "right, it has all " + result.used() + " keys";
    }

    static void create(SecretFiles secrets) {
        Keysets.createIfMissing(secrets);
        TokenKey.create(secrets);
    }

    /** The paths of the files that are missing or contain no valid key. */
    static List<Path> unusable(SecretFiles secrets) {
        List<Path> unusable = new ArrayList<>();
        for (Keyset keyset : Keyset.values()) {
            if (!Keysets.isUsable(secrets, keyset.file())) {
                unusable.add(secrets.path(keyset.file()));
            }
        }
        if (!TokenKey.isUsable(secrets)) {
            unusable.add(secrets.path(TokenKey.FILE));
        }
        return unusable;
    }

    @Override
    public Integer call() {
        if (directory == null) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'DIRECTORY'");
        }
        SecretFiles secrets = new SecretFiles(directory);
        create(secrets);
        unusable(secrets).forEach(file -> spec.commandLine().getErr().println("No key in the file " + file));
        return unusable(secrets).isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
