package mizan.mail.smtp;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.regex.Pattern;

/** The MIME form of a mail: plain text and HTML as alternatives, with the headers of an automatic message. */
final class SmtpMessage extends MimeMessage {

    private static final String CHARSET = StandardCharsets.UTF_8.name();

    private static final Pattern NOT_PRINTABLE = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

    private final String messageId;

    SmtpMessage(Session session, OutgoingMail mail, String from, Instant at) throws MessagingException {
        super(session);
        messageId = "<" + mail.id() + from.substring(from.lastIndexOf('@')) + ">";
        try {
            setFrom(new InternetAddress(from, line(mail.senderName()), CHARSET));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
        setRecipient(RecipientType.TO, new InternetAddress(mail.recipient().mailbox()));
        setSubject(line(mail.subject()), CHARSET);
        setSentDate(Date.from(at));
        setContentLanguage(new String[] {mail.language()});
        // RFC 3834: no vacation message answers it.
        setHeader("Auto-Submitted", "auto-generated");
        setHeader("List-Unsubscribe", "<" + mail.unsubscribe() + ">");
        setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        setContent(alternatives(mail));
        saveChanges();
    }

    // The best alternative is the last one (RFC 2046 §5.1.4).
    private static MimeMultipart alternatives(OutgoingMail mail) throws MessagingException {
        MimeBodyPart text = new MimeBodyPart();
        text.setText(mail.text(), CHARSET);
        MimeBodyPart html = new MimeBodyPart();
        html.setText(mail.html(), CHARSET, "html");
        return new MimeMultipart("alternative", text, html);
    }

    // Jakarta Mail encodes other characters, but would copy a line break into the header.
    private static String line(String text) {
        return NOT_PRINTABLE.matcher(text).replaceAll(" ").strip();
    }

    /** Jakarta Mail would make up another id for each attempt. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }
}
