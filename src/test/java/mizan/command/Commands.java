package mizan.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;

/** Runs commands in the process of the tests, which is many times faster than starting a process. */
final class Commands {

    private final Map<String, String> settings;
    private final String input;

    /**
     * @param settings system properties that replace environment variables
     * @param input the line on standard input
     */
    Commands(Map<String, String> settings, String input) {
        this.settings = settings;
        this.input = input;
    }

    /** Runs a command, checks its exit code, and returns its output. */
    String run(int exitCode, String... arguments) {
        StringWriter output = new StringWriter();
        PrintWriter writer = new PrintWriter(output);
        CommandLine commands = MizanCommand.commands().setOut(writer).setErr(writer);
        InputStream in = System.in;
        System.setIn(new ByteArrayInputStream((input + "\n").getBytes(StandardCharsets.UTF_8)));
        settings.forEach(System::setProperty);
        try {
            assertThat(commands.execute(arguments)).as(output::toString).isEqualTo(exitCode);
            return output.toString();
        } finally {
            settings.keySet().forEach(System::clearProperty);
            System.setIn(in);
        }
    }
}
