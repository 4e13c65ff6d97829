package mizan.mail.smtp;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/** The SMTP server that sends the mails. No exception's message leaves this class: it could contain the address. */
@Singleton
@Requires(beans = SmtpConfiguration.class)
public class SmtpServer {

    /** It would write addresses and a line for each connection to the standard error stream. */
    private static final Logger LIBRARY = Logger.getLogger("org.eclipse.angus.mail");

    private static final int PERMANENT = 500;

    /** The commands that send the text of a mail. */
    private static final Set<String> TEXT = Set.of("DATA", ".");

    private final SmtpConfiguration configuration;
    private final Session session;
    private final Clock clock;

    SmtpServer(SmtpConfiguration configuration, Clock clock) {
        this.configuration = configuration;
        this.clock = clock;
        LIBRARY.setLevel(Level.OFF);
        this.session = Session.getInstance(properties(configuration));
    }

    /** Opens a connection on demand; it sends any number of mails. */
    public Connection connection() {
        return new Connection();
    }

    private static Properties properties(SmtpConfiguration configuration) {
        Properties properties = new Properties();
        String timeout = String.valueOf(configuration.timeout().toMillis());
        properties.put("mail.transport.protocol", "smtp");
        properties.put("mail.smtp.host", configuration.host());
        properties.put("mail.smtp.port", String.valueOf(configuration.effectivePort()));
        properties.put("mail.smtp.connectiontimeout", timeout);
        properties.put("mail.smtp.timeout", timeout);
        properties.put("mail.smtp.writetimeout", timeout);
        properties.put("mail.smtp.auth", String.valueOf(configuration.user() != null));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.enable", String.valueOf(configuration.tls() == TlsMode.TLS));
        properties.put("mail.smtp.starttls.enable", String.valueOf(configuration.tls() == TlsMode.STARTTLS));
        properties.put("mail.smtp.starttls.required", String.valueOf(configuration.tls() == TlsMode.STARTTLS));
        // RFC 6531, for a local part in Arabic.
        properties.put("mail.mime.allowutf8", "true");
        return properties;
    }

    private @Nullable String password() {
        if (configuration.user() == null || configuration.passwordFile() == null) {
            return null;
        }
        try {
            return Files.readString(configuration.passwordFile()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection to the server. After {@link SendOutcome.Unavailable} the next mail opens another one. */
    public final class Connection implements AutoCloseable {

        private @Nullable Transport transport;

        private Connection() {}

        /** Sends a mail. It blocks for at most some timeouts. */
        public SendOutcome send(OutgoingMail mail) {
            try {
                SmtpMessage message = new SmtpMessage(session, mail, configuration.from(), clock.instant());
                open().sendMessage(message, message.getAllRecipients());
                return new SendOutcome.Sent();
            } catch (MessagingException e) {
                return outcome(e);
            } catch (UncheckedIOException e) {
                return new SendOutcome.Unavailable("the password file cannot be read");
            }
        }

        private Transport open() throws MessagingException {
            Transport opened = transport;
            if (opened == null || !opened.isConnected()) {
                close();
                opened = session.getTransport();
                transport = opened;
                opened.connect(configuration.user(), password());
            }
            return opened;
        }

        private SendOutcome outcome(MessagingException thrown) {
            for (@Nullable Exception e = thrown;
                    e instanceof MessagingException messaging;
                    e = messaging.getNextException()) {
                // Of the recipient, and of the text after it. A refused sender is a fault of the settings, like a
                // refused sign-in.
                @Nullable Integer code = switch (e) {
                    case SMTPAddressFailedException address -> address.getReturnCode();
                    case SMTPSendFailedException text when TEXT.contains(text.getCommand()) -> text.getReturnCode();
                    default -> null;
                };
                if (code != null && code > 0) {
                    return code >= PERMANENT ? new SendOutcome.Refused(code) : new SendOutcome.Deferred(code);
                }
            }
            close();
            return new SendOutcome.Unavailable(thrown.getClass().getSimpleName());
        }

        @Override
        public void close() {
            Transport opened = transport;
            transport = null;
            if (opened != null) {
                try {
                    opened.close();
                } catch (MessagingException _) {
                    // The server has closed the connection first.
                }
            }
        }
    }
}
