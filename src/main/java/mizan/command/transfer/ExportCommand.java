package mizan.command.transfer;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import mizan.command.context.CommandContext;
import mizan.command.failure.CommandFailure;
import mizan.platform.database.DatabaseUnavailable;
import mizan.site.Sites;
import mizan.transfer.export.ExportFormat;
import mizan.transfer.export.ExportRequest;
import mizan.transfer.export.ExportedAddresses;
import mizan.transfer.export.Exports;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code export}: writes everything about a site to a file. */
@Command(name = "export", description = "Exports all articles and comments of a site.", mixinStandardHelpOptions = true)
public final class ExportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--site", required = true, paramLabel = "NAME", description = "The site.")
    private String site = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "mizan: an archive that imports again (default). csv: a table for spreadsheets. wxr: for the"
                    + " importer of WordPress.")
    private ExportFormat format = ExportFormat.MIZAN;

    @Option(
            names = "--with-addresses",
            description =
                    "Authors' e-mail addresses in plain text. Without it, the archive has them encrypted, and other"
                            + " formats have none.")
    private boolean isWithAddresses;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description =
                    "Replaced if it exists; compressed if its name ends in .gz. Without it, to the standard output.")
    private @Nullable Path file;

    @Override
    public Integer call() {
        @Nullable Path target = file;
        return CommandContext.run(context -> {
            ExportRequest request = new ExportRequest(
                    context.bean(Sites.class)
                            .find(site)
                            .orElseThrow(() -> CommandFailure.ofUsage("There is no site with the name " + site)),
                    format,
                    isWithAddresses ? ExportedAddresses.OPEN : ExportedAddresses.SEALED,
                    target != null && target.toString().endsWith(".gz")
                            ? ExportRequest.Compression.GZIP
                            : ExportRequest.Compression.NONE);
            try (InputStream export = context.bean(Exports.class).openForCommandLine(request)) {
                return target == null ? print(export) : write(export, target);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    // The bytes, whatever the encoding of the terminal. It is not repeated, because a part has been printed.
    private static int print(InputStream export) throws IOException {
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            export.transferTo(out);
            return CommandLine.ExitCode.OK;
        } catch (RuntimeException e) {
            if (DatabaseUnavailable.isBusy(e)) {
                throw CommandFailure.of("The database is busy. The export is incomplete");
            }
            throw e;
        }
    }

    /** Replaces the file as a whole: a reader never finds a part of it. */
    private int write(InputStream export, Path target) throws IOException {
        Path written = Files.createTempFile(target.toAbsolutePath().getParent(), ".export", ".part");
        try {
            try (OutputStream out = Files.newOutputStream(written)) {
                export.transferTo(out);
            }
            Files.move(written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
        spec.commandLine().getOut().printf("%s: %d bytes%n", target, Files.size(target));
        return CommandLine.ExitCode.OK;
    }
}
