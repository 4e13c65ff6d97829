package mizan.command.key;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import mizan.command.CommandTest;
import mizan.email.Keyset;
import mizan.email.TinkKeyset;
import mizan.platform.KeysetFile;
import mizan.platform.SecretFiles;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The commands refuse every order of steps that could lose data. */
class KeyCommandsTest extends CommandTest {

    @ParameterizedTest
    @EnumSource
    void copyOfAKeysetIsChangedWithoutTheDatabase(KeysetName keyset) {
        String directory = requireNonNull(settings.remove("mizan.secrets-dir"));
        settings.clear();
        String name = keyset.argument();
        KeysetFile file = keyset.file(new SecretFiles(Path.of(directory)));
        String old = file.keys().getFirst().id();

        String added = run(0, "keys", "add", name, "--directory", directory);
        String id = file.keys().getLast().id();
        assertThat(added).isEqualTo("""
                        Added the key %s to %s.
                        Next: restart all replicas one by one with this file, then: mizan keys promote %s %s
                        """.formatted(id, file.fileName(), name, id));
        assertThat(run(1, "keys", "promote", name, "17", "--directory", directory))
                .startsWith(file.fileName() + " has no key 17: add one");
        assertThat(run(1, "keys", "promote", name, old, "--directory", directory))
                .startsWith("The key " + old + " is already the primary key");
        assertThat(run(1, "keys", "retire", name, old, "--directory", directory))
                .startsWith("The key " + old + " is the primary key of " + file.fileName());
        assertThat(run(1, "keys", "retire", name, "17", "--directory", directory))
                .startsWith(file.fileName() + " has no key 17");

        assertThat(run(0, "keys", "promote", name.toUpperCase(Locale.ROOT), id, "--directory", directory))
                .startsWith("The key " + id + " is now the primary key of " + file.fileName());
        if (keyset == KeysetName.TOKEN) {
            assertThat(run(1, "keys", "retire", name, old, "--directory", directory))
                    .matches("The key \\d+ is needed until \\S+, by tokens that it has signed\\s*");
        }
        assertThat(run(0, "keys", "retire", name, old, "--directory", directory, "--token-lifetime", "PT0S"))
                .startsWith("Removed the key " + old + " from " + file.fileName());
        assertThat(file.keys()).containsExactly(new KeysetFile.Key(id, true));
    }

    @Test
    void keyOfTheDatabaseIsRetiredOnlyWhenNothingNeedsIt() {
        KeysetFile file = new TinkKeyset(secrets(), Keyset.EMAIL);
        String old = file.keys().getFirst().id();
        assertThat(run(1, "keys", "reseal")).contains("no replica has started with its primary key");
        assertThat(run(0, "keys", "status")).contains("promoted  not counted", "Next: restart all replicas");

        try (EmbeddedServer replica = replica(settingsOfReplica())) {
            assertThat(run(0, "keys", "status"))
                    .contains("Next: nothing. A rotation begins with: mizan keys add email");
            submitTo(replica);
        }
        run(0, "keys", "add", "email");
        String id = file.keys().getLast().id();
        assertThat(run(0, "keys", "status")).contains("mizan keys promote email " + id);
        run(0, "keys", "promote", "email", id);
        assertThat(run(1, "keys", "retire", "email", old)).startsWith("No replica has started with the primary key");

        try (var _ = replica(settingsOfReplica())) {
            assertThat(run(0, "keys", "verify")).contains("email-keyset.json: right, it has all 2 keys");
        }
        assertThat(run(0, "keys", "status")).contains("former    not counted", "mizan keys reseal");
        // A comment and the receipt of its idempotency key.
        assertThat(run(1, "keys", "retire", "email", old)).startsWith("The key " + old + " is needed by 2 values");
        assertThat(run(0, "keys", "status", "--count")).contains("former    needed by 2 values");

        assertThat(run(0, "keys", "reseal", "--pause", "PT0S"))
                .isEqualTo("Done. Read: 1, changed: 1, unreadable: 0\nReceipts: 1\n");
        assertThat(run(0, "keys", "status", "--count"))
                .contains("former    needed by 0 values", "mizan keys retire email " + old);
        assertThat(run(0, "keys", "retire", "email", old)).isEqualTo("""
                        The key %s is retired in the database.
                        email-keyset.json does not have it any more.
                        Next: restart all replicas one by one with this file
                        """.formatted(old));
        assertThat(run(0, "keys", "verify")).contains("email-keyset.json: right, it has all 1 keys");
        assertThat(Postgres.query(
                        "SELECT action, moderator, detail FROM audit_entry WHERE action LIKE 'KEY%' ORDER BY id"))
                .containsExactly(
                        List.of("KEYS_RESEALED", "null", "1 changed"), List.of("KEY_RETIRED", "null", "email " + old));
    }

    @Test
    void replicaWithARetiredPrimaryKeyIsWrong() throws Exception {
        Path file = secrets().path("email-keyset.json");
        String old = Files.readString(file);
        try (var _ = replica(settingsOfReplica())) {
            run(0, "keys", "add", "email");
        }
        KeysetFile keyset = new TinkKeyset(secrets(), Keyset.EMAIL);
        run(0, "keys", "promote", "email", keyset.keys().getLast().id());
        try (var _ = replica(settingsOfReplica())) {
            run(0, "keys", "retire", "email", keyset.keys().getFirst().id());
        }

        Files.writeString(file, old);

        assertThat(run(1, "keys", "verify")).contains("email-keyset.json: wrong, its primary key is retired");
    }

    @Test
    void wrongCallsAreRefused() {
        for (List<String> call : List.of(
                List.of("add"),
                List.of("add", "password"),
                List.of("promote", "email"),
                List.of("retire", "email"),
                List.of("reseal", "--after", "x"),
                List.of("reseal", "--pause", "soon"),
                List.of("retire", "token", "1", "--lost"),
                List.of("retire", "email", "1", "--lost", "--directory", "x"))) {
            run(2, Stream.concat(Stream.of("keys"), call.stream()).toArray(String[]::new));
        }
        String primary =
                new TinkKeyset(secrets(), Keyset.EMAIL).keys().getFirst().id();
        assertThat(run(1, "keys", "retire", "email", primary, "--lost")).contains("is not lost");
        assertThat(run(1, "keys", "retire", "email", "1", "--lost")).contains("has a key 1 to retire");
        assertThat(run(1, "keys", "retire", "email", "1")).contains("has a key 1 to retire");
        assertThat(run(1, "keys", "add", "email", "--directory", "nowhere")).contains("cannot be read");
    }

    private SecretFiles secrets() {
        return new SecretFiles(Path.of(settings.get("mizan.secrets-dir")));
    }

    private Map<String, Object> settingsOfReplica() {
        return Map.of("mizan.secrets-dir", settings.get("mizan.secrets-dir"));
    }

    private static void submitTo(EmbeddedServer replica) {
        byte[] submission = json(Sample.submission()).getBytes(StandardCharsets.UTF_8);
        assertThat(sendTo(replica.getPort(), "POST", "/api/v1/sites/demo/comments", submission, "Content-Type", JSON)
                        .status())
                .isEqualTo(202);
    }
}
