package mizan.command.transfer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import mizan.command.context.CommandContext;
import mizan.command.failure.CommandFailure;
import mizan.comment.bulk.SiteBusyException;
import mizan.platform.http.url.HttpOrigin;
import mizan.site.Site;
import mizan.site.Sites;
import mizan.transfer.ArticleMapping;
import mizan.transfer.Import;
import mizan.transfer.ImportRequest;
import mizan.transfer.ImportState;
import mizan.transfer.Imports;
import mizan.transfer.UndoOutcome;
import mizan.transfer.source.CommentSource;
import mizan.transfer.source.ImportFileException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code import}: imports comments from other systems, and undoes imports. */
@Command(
        name = "import",
        description = {
            "Imports the comments of another system into a site. The service may run at the same time.",
            "Rows that were imported before are skipped, so a stopped import is continued by the same command."
        },
        mixinStandardHelpOptions = true)
public final class ImportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            paramLabel = "FORMAT",
            description = "wordpress, disqus or another format; undo for an undo.")
    private String format = "";

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description = "The file, also compressed with gzip; an import's id for undo.")
    private String file = "";

    @Option(names = "--site", paramLabel = "NAME", description = "The site that gets the comments.")
    private @Nullable String site;

    @Option(names = "--dry-run", description = "Reads the file and reports, without storing comments.")
    private boolean isDryRun;

    @Option(
            names = "--url-map",
            paramLabel = "FILE",
            description = "A file with an old URL and a new one on each line. Articles that moved get the new one.")
    private @Nullable Path urlMap;

    @Option(
            names = "--origin",
            paramLabel = "URL",
            description = "Replaces the origin of all articles, such as https://news.example.")
    private @Nullable String origin;

    @Option(names = "--json", description = "Prints the report as JSON.")
    private boolean isJson;

    @Override
    public Integer call() {
        return format.equals("undo") ? undo() : run();
    }

    private int run() {
        if (site == null) {
            throw CommandFailure.ofUsage("Missing required option: '--site=NAME'");
        }
        Path path = Path.of(file);
        if (!Files.isReadable(path)) {
            throw CommandFailure.ofUsage("There is no readable file " + path);
        }
        return CommandContext.run(context -> {
            Imports imports = context.bean(Imports.class);
            CommentSource source = imports.source(format)
                    .orElseThrow(() -> CommandFailure.ofUsage("There is no format " + format + ". The formats are "
                            + String.join(", ", imports.formats())));
            ArticleMapping articles = mapping(context.bean(Sites.class));
            ImportRequest request = new ImportRequest(imports.newId(), source, articles, isDryRun, null);
            Import result = run(imports, request, path);
            PrintWriter out = spec.commandLine().getOut();
            ImportReport report = new ImportReport(imports, result);
            if (isJson) {
                report.printJson(out);
            } else {
                report.print(out);
            }
            return result.state() == ImportState.FINISHED ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        });
    }

    private Import run(Imports imports, ImportRequest request, Path path) {
        try (ImportProgressLine progress =
                        ImportProgressLine.of(spec.commandLine().getErr(), Files.size(path));
                var stream = progress.watch(Files.newInputStream(path))) {
            return imports.run(request, stream, progress);
        } catch (SiteBusyException e) {
            throw CommandFailure.of(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ArticleMapping mapping(Sites sites) {
        Site into = sites.find(String.valueOf(site))
                .orElseThrow(() -> CommandFailure.ofUsage("There is no site with the name " + site));
        @Nullable HttpOrigin newOrigin = origin == null
                ? null
                : HttpOrigin.parse(origin)
                        .filter(parsed -> into.hasOrigin(parsed.value()))
                        .orElseThrow(() -> CommandFailure.ofUsage("--origin is not one of the site's origins"));
        return new ArticleMapping(into, newOrigin, replacements());
    }

    private Map<String, String> replacements() {
        if (urlMap == null) {
            return Map.of();
        }
        try (BufferedReader lines = Files.newBufferedReader(urlMap, StandardCharsets.UTF_8)) {
            return ArticleMapping.readReplacements(lines);
        } catch (ImportFileException e) {
            throw CommandFailure.ofUsage(urlMap + ", line " + e.line() + ": " + e.getMessage());
        } catch (IOException e) {
            throw CommandFailure.ofUsage("The file " + urlMap + " cannot be read");
        }
    }

    private int undo() {
        UUID id;
        try {
            id = UUID.fromString(file);
        } catch (IllegalArgumentException _) {
            throw CommandFailure.ofUsage("Not the id of an import: " + file);
        }
        return CommandContext.run(context -> {
            try (ImportProgressLine progress =
                    ImportProgressLine.of(spec.commandLine().getErr(), 0)) {
                return report(context.bean(Imports.class).undo(id, null, progress::undoing));
            } catch (SiteBusyException e) {
                throw CommandFailure.of(String.valueOf(e.getMessage()));
            }
        });
    }

    private int report(UndoOutcome outcome) {
        PrintWriter out = spec.commandLine().getOut();
        switch (outcome) {
            case UndoOutcome.Undone(Import undone) ->
                out.printf("Undone. Kept because of a moderator's decision: %d%n", undone.kept());
            case UndoOutcome.Decided(long comments) ->
                throw CommandFailure.of(
                        "Moderators have decided on " + comments + " of its comments since. Nothing was changed");
            case UndoOutcome.NothingToUndo _ -> throw CommandFailure.of("The import has stored nothing, or is undone");
            case UndoOutcome.NoSuchImport _ -> throw CommandFailure.of("There is no such import");
        }
        return CommandLine.ExitCode.OK;
    }
}
