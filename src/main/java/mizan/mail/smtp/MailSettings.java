package mizan.mail.smtp;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import mizan.email.EmailAddress;
import mizan.platform.Settings;
import mizan.platform.SettingsCheck;
import mizan.site.OpenHours;

/** Checks the settings of e-mail, which are used only if a host is set. */
public final class MailSettings implements SettingsCheck {

    private static final String PREFIX = SmtpConfiguration.PREFIX + ".";
    private static final String HOST = PREFIX + "host";
    private static final String USER = PREFIX + "user";
    private static final String PASSWORD = PREFIX + "password-file";
    private static final String TLS = PREFIX + "tls";

    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9.:-]{1,253}");
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");

    private static final int MAX_PORT = 65_535;
    private static final int MAX_CONFIRMATIONS = 1_000_000;

    @Override
    public void check(Settings settings) {
        if (settings.text(HOST).isEmpty()) {
            settings.skip(SmtpConfiguration.PREFIX);
            return;
        }
        settings.check(
                HOST,
                "a host name or an address",
                host -> HOST_NAME.matcher(host).matches());
        settings.checkNumber(PREFIX + "port", 1, MAX_PORT);
        settings.check(TLS, "starttls, tls or none", MailSettings::isTlsMode);
        settings.require(PREFIX + "from", "the sender's address, such as comments@news.example");
        settings.check(
                PREFIX + "from",
                "an e-mail address",
                from -> EmailAddress.parse(from).isPresent());
        settings.require("mizan.public-origin", "links in e-mails start with it, such as https://comments.example");
        settings.checkDuration(PREFIX + "timeout", Duration.ofMillis(100), Duration.ofMinutes(10));
        settings.checkNumber(PREFIX + "confirmations-per-hour", 1, MAX_CONFIRMATIONS);
        settings.checkDuration(PREFIX + "digest.overdue-after", Duration.ofMinutes(1), Duration.ofDays(30));
        settings.checkDuration(PREFIX + "digest.interval", Duration.ofHours(1), Duration.ofDays(30));
        settings.check(
                PREFIX + "digest.quiet-hours",
                "hours of the day, such as 22:00-07:00",
                text -> OpenHours.parse(text).isPresent());
        checkUser(settings);
    }

    private static void checkUser(Settings settings) {
        settings.text(USER);
        settings.check(PASSWORD, "a file that can be read", file -> Files.isReadable(Path.of(file)));
        if (settings.text(USER).isPresent()) {
            settings.require(PASSWORD, "the file with the password of " + USER);
            boolean isClear =
                    settings.text(TLS).filter("none"::equalsIgnoreCase).isPresent();
            if (isClear && settings.text(HOST).filter(LOOPBACK::contains).isEmpty()) {
                settings.addFault(TLS, "the password would be sent without encryption");
            }
        }
    }

    private static boolean isTlsMode(String name) {
        return Arrays.stream(TlsMode.values()).anyMatch(mode -> mode.name().equalsIgnoreCase(name));
    }
}
