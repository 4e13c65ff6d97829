package mizan.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An SMTP server that refuses some recipients, which GreenMail cannot. It serves one connection after another. */
final class RefusingSmtpServer implements AutoCloseable {

    private static final Pattern RECIPIENT = Pattern.compile("RCPT TO:<([^>]+)>.*");

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> recipients = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> refused;
    private final Thread thread;

    /** @param refused the code for each refused recipient */
    RefusingSmtpServer(Map<String, Integer> refused) throws IOException {
        this.refused = refused;
        this.thread = Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** The recipients whose mails were accepted. */
    List<String> recipients() {
        return List.copyOf(recipients);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept();
                    BufferedReader in =
                            new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                    Writer out = new OutputStreamWriter(client.getOutputStream(), StandardCharsets.UTF_8)) {
                converse(in, out);
            } catch (IOException _) {
                // The test has ended, or the client is gone.
            }
        }
    }

    private void converse(BufferedReader in, Writer out) throws IOException {
        String recipient = "";
        respond(out, "220 ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            Matcher matcher = RECIPIENT.matcher(line);
            if (matcher.matches()) {
                recipient = matcher.group(1);
                int code = refused.getOrDefault(recipient, 250);
                respond(out, code + " " + recipient);
            } else if (line.equals("DATA")) {
                respond(out, "354 go on");
                while (!".".equals(in.readLine())) {
                    // The text is not looked at.
                }
                recipients.add(recipient);
                respond(out, "250 accepted");
            } else {
                respond(out, line.equals("QUIT") ? "221 bye" : "250 fine");
            }
        }
    }

    private static void respond(Writer out, String line) throws IOException {
        out.write(line + "\r\n");
        out.flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
            thread.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
