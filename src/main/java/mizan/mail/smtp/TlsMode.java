package mizan.mail.smtp;

/** How the connection to the SMTP server is encrypted. */
public enum TlsMode {
    /** STARTTLS (RFC 3207), which is required: nothing is sent if the server does not offer it. */
    STARTTLS(587),
    /** TLS from the first byte (RFC 8314). */
    TLS(465),
    /** No encryption: for a server on the same machine. */
    NONE(25);

    private final int defaultPort;

    TlsMode(int defaultPort) {
        this.defaultPort = defaultPort;
    }

    int defaultPort() {
        return defaultPort;
    }
}
