package mizan.command;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.env.Environment;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.util.Optional;
import mizan.moderator.Moderators;
import mizan.platform.schema.SchemaReady;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the first account, and prints the addresses of the service on a laptop. */
@Singleton
final class StartupBanner {

    private static final Logger LOG = LoggerFactory.getLogger(StartupBanner.class);

    private final Moderators moderators;
    private final Environment environment;
    private final BeanProvider<EmbeddedServer> server;
    private final @Nullable String firstPassword;

    StartupBanner(
            Moderators moderators,
            Environment environment,
            BeanProvider<EmbeddedServer> server,
            @Property(name = "mizan.first-moderator-password") @Nullable String firstPassword) {
        this.moderators = moderators;
        this.environment = environment;
        this.server = server;
        this.firstPassword = firstPassword == null || firstPassword.isBlank() ? null : firstPassword;
    }

    @EventListener
    void onReady(SchemaReady event) {
        if (environment.getActiveNames().contains("production")) {
            startInProduction();
        } else {
            startOnLaptop(server.get().getPort());
        }
    }

    // No password is generated here, because it would be written to the log.
    private void startInProduction() {
        if (firstPassword != null) {
            moderators.createFirstAccount(firstPassword);
        } else if (moderators.isEmpty()) {
            LOG.warn("There is no account yet: set MIZAN_FIRST_MODERATOR_PASSWORD for the first start");
        }
    }

    @SuppressWarnings("SystemOut") // output for the terminal, not for the log
    private void startOnLaptop(int port) {
        boolean isFirst = moderators.isEmpty();
        Optional<String> generated = moderators.createFirstAccount(firstPassword);
        String base = "http://localhost:" + port;
        StringBuilder text = new StringBuilder("""

                Mizan is ready.
                  Demo article           %s/
                  Console                %s/console
                  OpenAPI document       %s/openapi.yml
                """.formatted(base, base, base));
        if (isFirst) {
            text.append("""
                      First account          %s
                      its password           %s
                    """.formatted(
                            Moderators.FIRST_ACCOUNT,
                            generated
                                    .map(password -> password + "   (shown this once)")
                                    .orElse("as set in MIZAN_FIRST_MODERATOR_PASSWORD")));
        }
        System.out.println(text);
    }
}
