package mizan.command;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import mizan.platform.SecretFiles;
import mizan.testing.Postgres;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test of commands in production, beside a service that runs. */
abstract class CommandTest extends ServiceTest {

    static final String PASSWORD = "correct horse battery staple";

    final Map<String, String> settings = new HashMap<>();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void configure() {
        KeysCommand.create(new SecretFiles(folder));
        Postgres.configuration().forEach((name, value) -> settings.put(name, value.toString()));
        settings.put("micronaut.environments", "production");
        settings.put("mizan.secrets-dir", folder.toString());
        settings.put("mizan.sites.gazette.language", "en");
        settings.put("mizan.sites.gazette.origins", "https://gazette.example");
    }

    /** What a command says when its input is the password. */
    String said(int exitCode, String... arguments) {
        return new Commands(settings, PASSWORD).said(exitCode, arguments);
    }
}
