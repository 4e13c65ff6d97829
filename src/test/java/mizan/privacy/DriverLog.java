package mizan.privacy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the database driver writes to java.util.logging, of which everything is logged. */
final class DriverLog extends Handler {

    private static final Logger ROOT = Logger.getLogger("");

    private final List<String> records = Collections.synchronizedList(new ArrayList<>());
    private final Level before = ROOT.getLevel();

    void attach() {
        setLevel(Level.ALL);
        ROOT.addHandler(this);
        ROOT.setLevel(Level.ALL);
    }

    void detach() {
        ROOT.removeHandler(this);
        ROOT.setLevel(before);
    }

    List<String> records() {
        return List.copyOf(records);
    }

    @Override
    public void publish(LogRecord record) {
        if (String.valueOf(record.getLoggerName()).startsWith("org.postgresql")) {
            records.add(record.getLoggerName() + " " + record.getMessage());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
