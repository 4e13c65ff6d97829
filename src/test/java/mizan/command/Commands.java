package mizan.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;

/** Commands as they are typed, but in the tests' own process, which is many times faster. */
final class Commands {

    private final Map<String, String> settings;
    private final String input;

    /**
     * @param settings in the environment's stead
     * @param input the line at the standard input
     */
    Commands(Map<String, String> settings, String input) {
        this.settings = settings;
        this.input = input;
    }

    /** What a command says, ending with this code. */
    String said(int exitCode, String... arguments) {
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said);
        CommandLine commands = MizanCommand.commands().setOut(writer).setErr(writer);
        InputStream in = System.in;
        System.setIn(new ByteArrayInputStream((input + "\n").getBytes(StandardCharsets.UTF_8)));
        settings.forEach(System::setProperty);
        try {
            assertThat(commands.execute(arguments)).as(said::toString).isEqualTo(exitCode);
            return said.toString();
        } finally {
            settings.keySet().forEach(System::clearProperty);
            System.setIn(in);
        }
    }
}
