package mizan.transfer.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import mizan.comment.bulk.SiteBusyException;
import mizan.moderator.Moderator;
import mizan.moderator.ModeratorApi;
import mizan.moderator.Role;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.paging.CursorScope;
import mizan.platform.http.paging.Cursors;
import mizan.platform.http.request.BodyErrorResponses;
import mizan.platform.http.request.BodyLimit;
import mizan.platform.http.request.QueryErrorResponses;
import mizan.platform.http.url.HttpOrigin;
import mizan.site.Site;
import mizan.site.Sites;
import mizan.transfer.ArticleMapping;
import mizan.transfer.Import;
import mizan.transfer.ImportRequest;
import mizan.transfer.Imports;
import mizan.transfer.Omission;
import mizan.transfer.UndoOutcome;
import mizan.transfer.source.CommentSource;
import org.jspecify.annotations.Nullable;

/** Lets administrators import comments from other systems. */
@Controller("/api/v1/imports")
@ExecuteOn(TaskExecutors.BLOCKING)
@ModeratorApi
class ImportController {

    private static final int PAGE_SIZE = 100;

    private final Imports imports;
    private final ImportJobs jobs;
    private final Sites sites;
    private final Cursors cursors;

    ImportController(Imports imports, ImportJobs jobs, Sites sites, Cursors cursors) {
        this.imports = imports;
        this.jobs = jobs;
        this.sites = sites;
        this.cursors = cursors;
    }

    /**
     * Imports a file of another system into a site. Requires the role ADMIN. The body is the file, of any size, also compressed
     * with gzip. The response is sent when the file is read; its comments are then stored in the background. Rows that were
     * imported before are skipped, so the same request continues an import that was stopped.
     *
     * @param format the system that the file comes from
     * @param dryRun whether to read the file and report, without storing comments
     * @param origin replaces the origin of all articles; one of the site's origins
     */
    @Post
    @Consumes(MediaType.ALL)
    @BodyLimit(BodyLimit.STREAMED)
    @BodyErrorResponses
    @QueryErrorResponses
    @Operation(operationId = "startImport")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(
            responseCode = "202",
            description = "The file is read",
            content = @Content(schema = @Schema(implementation = ImportStatus.class)))
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    @ApiResponse(responseCode = "409", ref = "ImportConflict")
    HttpResponse<ImportStatus> start(
            @Parameter(hidden = true) Moderator admin,
            @QueryValue String site,
            @QueryValue String format,
            @QueryValue(defaultValue = "false") @Schema(type = "boolean") String dryRun,
            @QueryValue @Nullable String origin,
            @Body InputStream file) {
        admin.require(Role.ADMIN);
        Site into = sites.get(site);
        boolean isDryRun = isDryRun(dryRun);
        CommentSource source = imports.source(format)
                .orElseThrow(() -> ProblemException.invalid(FieldViolation.of("format", "unknown")));
        ArticleMapping articles = new ArticleMapping(into, origin(into, origin), Map.of());
        UUID id = imports.newId();
        try {
            jobs.start(new ImportRequest(id, source, articles, isDryRun, admin.name()), file);
        } catch (SiteBusyException _) {
            throw new ProblemException(ImportProblems.IMPORT_RUNNING);
        }
        return HttpResponse.accepted(URI.create("/api/v1/imports/" + id)).body(status(find(id), 0));
    }

    // The framework would take a misspelt value for false, and the file would be imported.
    private static boolean isDryRun(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ProblemException.malformed();
        };
    }

    private static @Nullable HttpOrigin origin(Site site, @Nullable String origin) {
        return origin == null
                ? null
                : HttpOrigin.parse(origin)
                        .filter(parsed -> site.hasOrigin(parsed.value()))
                        .orElseThrow(() -> ProblemException.invalid(FieldViolation.of("origin", "unknown")));
    }

    /**
     * Progress and report of an import. Requires the role ADMIN.
     *
     * @param after the cursor from next, for further left-out rows
     */
    @Get("/{id}")
    @QueryErrorResponses
    @Operation(operationId = "getImport")
    @ApiResponse(responseCode = "200", description = "The import", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", ref = "NotFound")
    ImportStatus get(
            @Parameter(hidden = true) Moderator admin, @PathVariable UUID id, @QueryValue @Nullable String after) {
        admin.require(Role.ADMIN);
        List<String> cursor = cursors.decode(scope(id), after, 1);
        return status(find(id), cursor.isEmpty() ? 0 : Long.parseLong(cursor.getFirst()));
    }

    /**
     * Takes back all comments of an import, while no moderator has decided on one of them since. Requires the role ADMIN.
     * Comments are taken back in the background.
     */
    @Post("/{id}/undo")
    @Operation(operationId = "undoImport")
    @ApiResponse(
            responseCode = "202",
            description = "The undo has started, or the import is undone",
            content = @Content(schema = @Schema(implementation = ImportStatus.class)))
    @ApiResponse(responseCode = "400", ref = "MalformedRequest")
    @ApiResponse(responseCode = "404", ref = "NotFound")
    @ApiResponse(responseCode = "409", ref = "ImportConflict")
    HttpResponse<ImportStatus> undo(@Parameter(hidden = true) Moderator admin, @PathVariable UUID id) {
        admin.require(Role.ADMIN);
        try {
            return switch (jobs.undo(find(id), admin.name())) {
                case UndoOutcome.Undone _, UndoOutcome.NothingToUndo _ ->
                    HttpResponse.accepted(URI.create("/api/v1/imports/" + id)).body(status(find(id), 0));
                case UndoOutcome.Decided _ -> throw new ProblemException(ImportProblems.IMPORT_DECIDED);
                case UndoOutcome.NoSuchImport _ -> throw new ProblemException(ProblemType.NOT_FOUND);
            };
        } catch (SiteBusyException _) {
            throw new ProblemException(ImportProblems.IMPORT_RUNNING);
        }
    }

    private Import find(UUID id) {
        return imports.find(id).orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND));
    }

    private ImportStatus status(Import found, long after) {
        List<Omission> omissions = imports.omissions(found.id(), after, PAGE_SIZE + 1);
        List<Omission> page = omissions.stream().limit(PAGE_SIZE).toList();
        @Nullable String next = omissions.size() > PAGE_SIZE
                ? cursors.encode(scope(found.id()), page.getLast().number())
                : null;
        return ImportStatus.of(found, imports.countOmissions(found.id()), page, next);
    }

    private static CursorScope scope(UUID id) {
        return CursorScope.of("import", id);
    }
}
