package mizan.command.key;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import mizan.command.context.CommandContext;
import mizan.command.context.ServiceKeys;
import mizan.email.KeysetVerification;
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
public final class KeysCommand implements Callable<Integer> {

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

    @Override
    public Integer call() {
        if (directory == null) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'DIRECTORY'");
        }
        SecretFiles secrets = new SecretFiles(directory);
        ServiceKeys.create(secrets);
        List<Path> unusable = ServiceKeys.unusable(secrets);
        unusable.forEach(file -> spec.commandLine().getErr().println("No key in the file " + file));
        return unusable.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
