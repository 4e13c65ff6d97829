package mizan.command.transfer;

import java.io.Console;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import mizan.transfer.Import;
import mizan.transfer.ImportProgress;
import org.jspecify.annotations.Nullable;

/** Progress of a command: a bar with rate and time left on a terminal, else a plain line now and then. */
final class ImportProgressLine implements ImportProgress, AutoCloseable {

    private static final long INTERVAL = Duration.ofSeconds(10).toNanos();
    private static final int MEBIBYTE = 1 << 20;

    private final PrintWriter out;
    private final boolean isTerminal;
    private final long bytes;
    private @Nullable ProgressBar bar;
    private String step = "";
    private long printedAt = System.nanoTime();
    private final AtomicLong bytesRead = new AtomicLong();

    private ImportProgressLine(PrintWriter out, boolean isTerminal, long bytes) {
        this.out = out;
        this.isTerminal = isTerminal;
        this.bytes = bytes;
    }

    /** @param bytes the size of the file */
    static ImportProgressLine of(PrintWriter out, long bytes) {
        return new ImportProgressLine(
                out,
                Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent(),
                bytes);
    }

    /** Counts the bytes that are read from a file. */
    InputStream watch(InputStream file) {
        return new FilterInputStream(file) {
            @Override
            public int read() throws IOException {
                int read = super.read();
                bytesRead.addAndGet(read < 0 ? 0 : 1);
                return read;
            }

            @Override
            public int read(byte[] buffer, int start, int length) throws IOException {
                int read = super.read(buffer, start, length);
                bytesRead.addAndGet(Math.max(0, read));
                return read;
            }
        };
    }

    @Override
    public void started(Import started) {
        out.printf("Import %s%n", started.id());
        out.flush();
    }

    @Override
    public void reading(long rows) {
        show("Reading", bytesRead.get(), bytes, " rows: " + rows);
    }

    @Override
    public void storing(long comments, long all) {
        show("Storing", comments, all, "");
    }

    void undoing(long comments) {
        show("Undoing", comments, -1, "");
    }

    private void show(String name, long done, long all, String detail) {
        if (isTerminal) {
            if (!step.equals(name)) {
                close();
                step = name;
                bar = bar(name, all);
            }
            if (bar != null) {
                bar.stepTo(done).setExtraMessage(detail);
            }
        } else if (System.nanoTime() - printedAt >= INTERVAL) {
            printedAt = System.nanoTime();
            out.printf("%s: %d%s%s%n", name, done, all < 0 ? "" : " of " + all, detail);
            out.flush();
        }
    }

    private static ProgressBar bar(String name, long all) {
        ProgressBarBuilder builder = new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(all)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(500)
                .showSpeed();
        return (name.equals("Reading") ? builder.setUnit(" MiB", MEBIBYTE) : builder).build();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
