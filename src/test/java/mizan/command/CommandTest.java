package mizan.command;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import mizan.command.context.ServiceKeys;
import mizan.platform.SecretFiles;
import mizan.testing.Postgres;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The base of tests that run commands in production, beside a running service. */
public abstract class CommandTest extends ServiceTest {

    protected static final String PASSWORD = "correct horse battery staple";

    protected final Map<String, String> settings = new HashMap<>();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void configure() {
        ServiceKeys.create(new SecretFiles(folder));
        Postgres.configuration().forEach((name, value) -> settings.put(name, value.toString()));
        settings.put("micronaut.environments", "production");
        settings.put("mizan.secrets-dir", folder.toString());
        settings.put("mizan.public-origin", "https://comments.example");
        settings.put("mizan.sites.gazette.language", "en");
        settings.put("mizan.sites.gazette.origins", "https://gazette.example");
    }

    /** Runs a command with the password as its input, and returns its output. */
    protected String run(int exitCode, String... arguments) {
        return new Commands(settings, PASSWORD).run(exitCode, arguments);
    }
}
