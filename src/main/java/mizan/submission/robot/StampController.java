package mizan.submission.robot;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import mizan.platform.http.request.QueryErrorResponses;
import mizan.site.PublicApi;
import mizan.site.Sites;

@Controller("/api/v1/sites/{site}/stamp")
@Secured(SecurityRule.IS_ANONYMOUS)
@PublicApi
class StampController {

    private final FormStamps stamps;
    private final Sites sites;

    StampController(FormStamps stamps, Sites sites) {
        this.stamps = stamps;
        this.sites = sites;
    }

    /**
     * Returns a form stamp. A form asks for it when the reader opens it, and sends it with the comment.
     *
     * @param site the name of the site
     */
    @Get
    @Operation(operationId = "stamp")
    @QueryErrorResponses
    @ApiResponse(
            responseCode = "200",
            description = "The stamp",
            content = @Content(schema = @Schema(implementation = FormStamp.class)))
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    HttpResponse<FormStamp> stamp(String site) {
        return HttpResponse.ok(stamps.issue(sites.get(site).name())).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
