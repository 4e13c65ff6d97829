package mizan.transfer.export;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import mizan.moderator.Moderator;
import mizan.moderator.ModeratorApi;
import mizan.moderator.Role;
import mizan.platform.database.RequestBudget;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.request.QueryErrorResponses;
import mizan.platform.netty.Representation;
import mizan.site.Site;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

/** Streams everything about a site. */
@Controller("/api/v1/exports")
@ExecuteOn(TaskExecutors.BLOCKING)
@ModeratorApi
class ExportController {

    private final Exports exports;
    private final Sites sites;

    ExportController(Exports exports, Sites sites) {
        this.exports = exports;
        this.sites = sites;
    }

    /**
     * Exports all articles and comments of a site, as a file. Requires the role ADMIN. The file is compressed if the request
     * accepts gzip. If the connection breaks, the file is incomplete: the archive then has no line of the type {@code end}.
     *
     * @param format {@code mizan} is an archive that imports again, {@code csv} a table, {@code wxr} a file for WordPress
     * @param addresses {@code sealed}: the archive has the authors' addresses encrypted, as they are stored, and other formats
     *     have none; {@code open}: in plain text, which also requires the role PRIVACY
     */
    @Get
    @Produces(MediaType.ALL)
    @QueryErrorResponses
    @Operation(operationId = "exportSite")
    @ApiResponse(
            responseCode = "200",
            description = "The file",
            content = {
                @Content(mediaType = "application/x-ndjson", schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = "text/csv", schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = "application/xml", schema = @Schema(type = "string", format = "binary"))
            })
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    HttpResponse<InputStream> export(
            HttpRequest<?> request,
            @Parameter(hidden = true) Moderator admin,
            @QueryValue String site,
            @QueryValue(defaultValue = "mizan")
                    @Schema(
                            type = "string",
                            allowableValues = {"mizan", "csv", "wxr"})
                    String format,
            @QueryValue(defaultValue = "sealed")
                    @Schema(
                            type = "string",
                            allowableValues = {"sealed", "open"})
                    String addresses) {
        admin.require(Role.ADMIN);
        ExportRequest export = parse(request, sites.get(site), format, addresses);
        ExportFormat found = export.format();
        RequestBudget.removeLimit();
        var response = HttpResponse.ok(exports.open(admin, export))
                .contentType(MediaType.of(found.mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s.%s\"".formatted(site, found.extension()))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        return export.compression() == ExportRequest.Compression.GZIP
                ? response.header(HttpHeaders.CONTENT_ENCODING, "gzip")
                : response;
    }

    private static ExportRequest parse(HttpRequest<?> request, Site site, String format, String addresses) {
        List<FieldViolation> violations = new ArrayList<>();
        @Nullable ExportFormat foundFormat = ExportFormat.find(format).orElse(null);
        @Nullable ExportedAddresses foundAddresses = ExportedAddresses.find(addresses).orElse(null);
        if (foundFormat == null) {
            violations.add(FieldViolation.of("format", "unknown"));
        }
        if (foundAddresses == null) {
            violations.add(FieldViolation.of("addresses", "unknown"));
        }
        if (foundFormat == null || foundAddresses == null) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, violations);
        }
        boolean acceptsGzip = Representation.acceptsGzip(request.getHeaders().get(HttpHeaders.ACCEPT_ENCODING));
        return new ExportRequest(
                site,
                foundFormat,
                foundAddresses,
                acceptsGzip ? ExportRequest.Compression.GZIP : ExportRequest.Compression.NONE);
    }
}
