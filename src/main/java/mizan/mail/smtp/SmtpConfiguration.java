package mizan.mail.smtp;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The SMTP server. Without a host, mail is off.
 *
 * @param port null for the usual port of the {@link TlsMode}
 * @param user null to send without authentication
 * @param passwordFile the file with the user's password, which is read for each connection
 * @param from the address of the sender
 * @param timeout for the connection, and for each response of the server
 */
@Context
@Requires(property = SmtpConfiguration.PREFIX + ".host")
@ConfigurationProperties(SmtpConfiguration.PREFIX)
public record SmtpConfiguration(
        String host,
        @Nullable Integer port,
        @Bindable(defaultValue = "STARTTLS") TlsMode tls,
        @Nullable String user,
        @Nullable Path passwordFile,
        String from,
        @Bindable(defaultValue = "60s") Duration timeout) {

    public static final String PREFIX = "mizan.mail";

    int effectivePort() {
        return port == null ? tls.defaultPort() : port;
    }
}
