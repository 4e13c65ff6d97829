package mizan.command.key;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import mizan.command.context.BootstrapSettings;
import mizan.command.context.CommandContext;
import mizan.comment.key.KeyUsage;
import mizan.comment.key.KeyUsages;
import mizan.email.Keyset;
import mizan.email.TinkKeyset;
import mizan.moderator.token.TokenKeyset;
import mizan.platform.ClockFactory;
import mizan.platform.KeysetFile;
import mizan.platform.SecretFiles;
import mizan.rotation.KeyStates;
import mizan.rotation.KeysetStatus;
import mizan.rotation.KeysetStatus.KeyState;
import mizan.rotation.KeysetStatus.KeyStatus;
import mizan.rotation.RotationStep;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code keys status}: the keys of all keysets, and the next safe step of their rotation. */
@Command(
        name = "status",
        description = "Lists the keys of all keysets, and the next safe step of a rotation.",
        mixinStandardHelpOptions = true)
final class KeyStatusCommand implements Callable<Integer> {

    @Option(names = "--count", description = "Counts the stored values that need each key. This reads all comments.")
    private boolean isCounting;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        BootstrapSettings settings = BootstrapSettings.read();
        SecretFiles secrets = new SecretFiles(settings.secrets());
        return CommandContext.run(context -> {
            @Nullable KeyUsage usage = isCounting ? context.bean(KeyUsages.class).count() : null;
            for (KeysetName name : KeysetName.values()) {
                Optional<Keyset> keyset = name.keyset();
                print(
                        name,
                        keyset.isPresent()
                                ? context.bean(KeyStates.class)
                                        .status(keyset.get(), new TinkKeyset(secrets, keyset.get()), usage)
                                : tokenStatus(KeysetName.tokens(secrets), settings.tokenLifetime()));
            }
            if (usage != null && usage.unreadable() > 0) {
                out().printf("Comments whose address cannot be read: %d%n", usage.unreadable());
            }
            return CommandLine.ExitCode.OK;
        });
    }

    /** Tokens are not stored, so their keys are needed as long as tokens live. */
    static KeysetStatus tokenStatus(TokenKeyset file, Duration tokenLifetime) {
        List<KeyStatus> keys = new ArrayList<>();
        RotationStep next = new RotationStep.None();
        for (KeysetFile.Key key : file.keys()) {
            if (key.isPrimary()) {
                keys.add(new KeyStatus(key.id(), KeyState.PRIMARY, 0L));
            } else if (file.isFormer(key.id())) {
                keys.add(new KeyStatus(key.id(), KeyState.FORMER, 0L));
                next = expiration(file, tokenLifetime)
                        .<RotationStep>map(RotationStep.Wait::new)
                        .orElseGet(() -> new RotationStep.Retire(key.id()));
            } else {
                keys.add(new KeyStatus(key.id(), KeyState.ADDED, 0L));
                next = new RotationStep.Promote(key.id());
            }
        }
        return new KeysetStatus(file.fileName(), keys, next);
    }

    /** When the tokens of former keys have expired; empty if they have. */
    static Optional<Instant> expiration(TokenKeyset file, Duration tokenLifetime) {
        return file.promotedAt()
                .map(at -> at.plus(tokenLifetime))
                .filter(until -> until.isAfter(ClockFactory.withoutDatabase().instant()));
    }

    private void print(KeysetName name, KeysetStatus status) {
        out().println(status.file());
        for (KeyStatus key : status.keys()) {
            out().printf("  %-10s  %-8s  %s%n", key.id(), key.state().name().toLowerCase(Locale.ROOT), needed(key));
        }
        out().println("  " + RotationTexts.next(name, status.next()));
    }

    private static String needed(KeyStatus key) {
        @Nullable Long needed = key.needed();
        return needed == null ? "not counted" : "needed by %d values".formatted(needed);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
