package mizan.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import mizan.moderator.Account;
import mizan.moderator.AccountOutcome;
import mizan.moderator.Accounts;
import mizan.moderator.Actor;
import mizan.moderator.Role;
import mizan.platform.SecretFiles;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks after the accounts of those who decide, whether or not the service runs. */
@Command(
        name = "moderator",
        description = "Looks after the accounts of those who decide. What it changes counts at once.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class ModeratorCommand {

    private static final String ROLE = "What the account is for: ${COMPLETION-CANDIDATES}. May be repeated.";
    private static final String SITE = "Where a MODERATOR decides; an ADMIN does everywhere. May be repeated.";
    private static final String STDIN = "Reads the password, one line, from the standard input. Else one is made up.";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(description = "Makes an account.", mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--role", required = true, split = ",", description = ROLE) Set<Role> roles,
            @Option(names = "--site", split = ",", description = SITE) @Nullable Set<String> sites,
            @Option(names = "--password-stdin", description = STDIN) boolean isPasswordGiven) {
        return withPassword(
                name,
                isPasswordGiven,
                password -> accounts -> accounts.add(Actor.COMMAND_LINE, name, password, roles, named(sites)));
    }

    @Command(
            description = "Gives an account other roles or sites; what is not named stays.",
            mixinStandardHelpOptions = true)
    int change(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--role", split = ",", description = ROLE) @Nullable Set<Role> roles,
            @Option(names = "--site", split = ",", description = SITE + " An empty one takes all away.") @Nullable Set<String> sites) {
        return tell(
                name,
                accounts -> accounts.change(Actor.COMMAND_LINE, name, roles, sites == null ? null : named(sites)));
    }

    @Command(
            description =
                    "Shuts an account out, at once. Its sessions end; a provider's tokens are refused while it is disabled.",
            mixinStandardHelpOptions = true)
    int disable(@Parameters(paramLabel = "NAME") String name) {
        return tell(name, accounts -> accounts.disable(Actor.COMMAND_LINE, name));
    }

    @Command(description = "Lets an account in again.", mixinStandardHelpOptions = true)
    int enable(@Parameters(paramLabel = "NAME") String name) {
        return tell(name, accounts -> accounts.enable(Actor.COMMAND_LINE, name));
    }

    @Command(description = "Gives an account another password, and ends its sessions.", mixinStandardHelpOptions = true)
    int password(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--password-stdin", description = STDIN) boolean isPasswordGiven) {
        return withPassword(
                name,
                isPasswordGiven,
                password -> accounts -> accounts.changePassword(Actor.COMMAND_LINE, name, password));
    }

    @Command(description = "Lists the accounts.", mixinStandardHelpOptions = true)
    int list() {
        return with(accounts -> {
            out().printf("%-24s %-24s %-24s %s%n", "NAME", "ROLES", "SITES", "DISABLED");
            for (Account account : accounts.list()) {
                out().printf(
                                "%-24s %-24s %-24s %s%n",
                                account.name(),
                                joined(account.roles()),
                                joined(account.sites()),
                                account.disabledAt() == null ? "-" : account.disabledAt());
            }
            return CommandLine.ExitCode.OK;
        });
    }

    private int withPassword(
            String name, boolean isGiven, Function<String, Function<Accounts, AccountOutcome>> change) {
        String password = isGiven ? read() : SecretFiles.randomPassword();
        int exitCode = tell(name, change.apply(password));
        if (exitCode == CommandLine.ExitCode.OK && !isGiven) {
            out().println("The password is " + password + "   (shown this once)");
        }
        return exitCode;
    }

    private int tell(String name, Function<Accounts, AccountOutcome> change) {
        return with(accounts -> switch (change.apply(accounts)) {
            case AccountOutcome.Done _ -> CommandLine.ExitCode.OK;
            case AccountOutcome.Unchanged _ -> {
                out().println(name + " was so already");
                yield CommandLine.ExitCode.OK;
            }
            case AccountOutcome.NoSuchAccount _ -> refuse("There is no account " + name);
            case AccountOutcome.NameTaken _ -> refuse("There is an account " + name + " already");
            case AccountOutcome.LastAdmin _ ->
                refuse(name + " is the last enabled ADMIN: nobody could look after the accounts");
            case AccountOutcome.OwnAccount _ -> throw new IllegalStateException("The command line has no account");
            case AccountOutcome.ManagedByProvider _ ->
                refuse(name + " is an account of the OpenID provider: change it there");
            case AccountOutcome.InvalidName _ ->
                misused("A name has 1 to 100 letters, digits, dots, hyphens and underscores: " + name);
            case AccountOutcome.InvalidPassword _ ->
                misused("A password has " + Accounts.MIN_PASSWORD_LENGTH + " characters or more");
            case AccountOutcome.UnknownSites(Set<String> sites) ->
                misused("There is no site " + String.join(", ", sites));
        });
    }

    private int with(ToIntFunction<Accounts> work) {
        return CommandContext.run(spec, context -> work.applyAsInt(context.bean(Accounts.class)));
    }

    private int refuse(String message) {
        spec.commandLine().getErr().println(message);
        return CommandLine.ExitCode.SOFTWARE;
    }

    private int misused(String message) {
        refuse(message);
        return CommandLine.ExitCode.USAGE;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    // No client of ours could type a line feed into a password.
    private static String read() {
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> named(@Nullable Set<String> sites) {
        Set<String> named = new TreeSet<>(sites == null ? Set.of() : sites);
        named.remove("");
        return named;
    }

    private static String joined(Set<?> values) {
        return values.isEmpty()
                ? "-"
                : String.join(
                        ",",
                        new TreeSet<>(values).stream().map(Object::toString).toList());
    }
}
