package mizan.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import mizan.command.context.CommandContext;
import mizan.moderator.Account;
import mizan.moderator.AccountOutcome;
import mizan.moderator.Accounts;
import mizan.moderator.Actor;
import mizan.moderator.Role;
import mizan.moderator.password.PasswordPolicy;
import mizan.platform.SecretFiles;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code moderator}: manages accounts, whether or not the service runs. */
@Command(
        name = "moderator",
        description = "Manages the accounts of moderators. Changes take effect at once.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class ModeratorCommand {

    private static final String ROLE = "A role of the account: ${COMPLETION-CANDIDATES}. May be repeated.";
    private static final String SITE = "A site that a MODERATOR moderates; an ADMIN moderates all. May be repeated.";
    private static final String STDIN =
            "Reads the password as one line from standard input. Without this option a password is generated.";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(description = "Creates an account.", mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--role", required = true, split = ",", description = ROLE) Set<Role> roles,
            @Option(names = "--site", split = ",", description = SITE) @Nullable Set<String> sites,
            @Option(names = "--password-stdin", description = STDIN) boolean isPasswordFromStdin) {
        return withPassword(
                name,
                isPasswordFromStdin,
                password -> accounts -> accounts.add(Actor.COMMAND_LINE, name, password, roles, siteNames(sites)));
    }

    @Command(
            description = "Changes the roles or sites of an account. Omitted options change nothing.",
            mixinStandardHelpOptions = true)
    int change(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--role", split = ",", description = ROLE) @Nullable Set<Role> roles,
            @Option(names = "--site", split = ",", description = SITE + " An empty value removes all sites.") @Nullable Set<String> sites) {
        return apply(
                name,
                accounts -> accounts.change(Actor.COMMAND_LINE, name, roles, sites == null ? null : siteNames(sites)));
    }

    @Command(
            description =
                    "Disables an account at once. Its sessions end; a provider's tokens are refused while it is disabled.",
            mixinStandardHelpOptions = true)
    int disable(@Parameters(paramLabel = "NAME") String name) {
        return apply(name, accounts -> accounts.disable(Actor.COMMAND_LINE, name));
    }

    @Command(description = "Enables a disabled account.", mixinStandardHelpOptions = true)
    int enable(@Parameters(paramLabel = "NAME") String name) {
        return apply(name, accounts -> accounts.enable(Actor.COMMAND_LINE, name));
    }

    @Command(description = "Changes the password of an account and ends its sessions.", mixinStandardHelpOptions = true)
    int password(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--password-stdin", description = STDIN) boolean isPasswordFromStdin) {
        return withPassword(
                name,
                isPasswordFromStdin,
                password -> accounts -> accounts.changePassword(Actor.COMMAND_LINE, name, password));
    }

    @Command(description = "Lists the accounts.", mixinStandardHelpOptions = true)
    int list() {
        return run(accounts -> {
            List<Account> all = accounts.list();
            out().printf("%-24s %-24s %-24s %s%n", "NAME", "ROLES", "SITES", "DISABLED");
            for (Account account : all) {
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
            String name, boolean isFromStdin, Function<String, Function<Accounts, AccountOutcome>> change) {
        String password = isFromStdin ? readLine() : SecretFiles.randomPassword();
        int exitCode = apply(name, change.apply(password));
        if (exitCode == CommandLine.ExitCode.OK && !isFromStdin) {
            out().println("The password is " + password + "   (shown this once)");
        }
        return exitCode;
    }

    private int apply(String name, Function<Accounts, AccountOutcome> change) {
        return run(accounts -> switch (change.apply(accounts)) {
            case AccountOutcome.Done _ -> CommandLine.ExitCode.OK;
            case AccountOutcome.Unchanged _ -> {
                out().println(name + ": nothing to change");
                yield CommandLine.ExitCode.OK;
            }
            case AccountOutcome.NoSuchAccount _ -> fail("There is no account " + name);
            case AccountOutcome.NameTaken _ -> fail("The account " + name + " already exists");
            case AccountOutcome.LastAdmin _ -> fail(name + " is the last enabled ADMIN and cannot be removed");
            case AccountOutcome.OwnAccount _ -> throw new IllegalStateException("The command line has no account");
            case AccountOutcome.ManagedByProvider _ ->
                fail(name + " is managed by the OpenID provider: change it there");
            case AccountOutcome.InvalidName _ ->
                usageError("A name has 1 to 100 letters, digits, dots, hyphens and underscores: " + name);
            case AccountOutcome.InvalidPassword(PasswordPolicy.Violation violation) -> usageError(violation.message());
            case AccountOutcome.SiteRequired _ -> usageError("A MODERATOR needs a site: name it with --site");
            case AccountOutcome.PrivacyNotHeld _ ->
                throw new IllegalStateException("The command line grants all roles");
            case AccountOutcome.UnknownSites(Set<String> sites) ->
                usageError("There is no site " + String.join(", ", sites));
        });
    }

    private int run(ToIntFunction<Accounts> work) {
        return CommandContext.run(context -> work.applyAsInt(context.bean(Accounts.class)));
    }

    private int fail(String message) {
        spec.commandLine().getErr().println(message);
        return CommandLine.ExitCode.SOFTWARE;
    }

    private int usageError(String message) {
        fail(message);
        return CommandLine.ExitCode.USAGE;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    // One line, because a password cannot contain a line feed: no sign-in form accepts one.
    private static String readLine() {
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> siteNames(@Nullable Set<String> sites) {
        Set<String> names = new TreeSet<>(sites == null ? Set.of() : sites);
        names.remove("");
        return names;
    }

    private static String joined(Set<?> values) {
        return values.isEmpty()
                ? "-"
                : String.join(
                        ",",
                        new TreeSet<>(values).stream().map(Object::toString).toList());
    }
}
