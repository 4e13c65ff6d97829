package mizan.administration;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Set;
import java.util.TreeSet;
import mizan.moderator.Moderator;
import mizan.moderator.ModeratorApi;
import mizan.moderator.Role;
import mizan.site.Site;
import mizan.site.Sites;

/** Tells a client which account it is signed in to. */
@Controller("/api/v1/me")
@ExecuteOn(TaskExecutors.BLOCKING)
@ModeratorApi
class CurrentAccountController {

    private final Sites sites;

    CurrentAccountController(Sites sites) {
        this.sites = sites;
    }

    /** The signed-in account. */
    @Get
    @ApiResponse(responseCode = "200", description = "The account", useReturnTypeSchema = true)
    CurrentAccount me(@Parameter(hidden = true) Moderator moderator) {
        return new CurrentAccount(
                moderator.name(),
                new TreeSet<>(moderator.roles()),
                new TreeSet<>(moderator.permittedSites(
                        sites.all().stream().map(Site::name).toList())));
    }

    /**
     * The signed-in account.
     *
     * @param sites the sites whose comments the account may moderate; all of them for an ADMIN
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "CurrentAccount")
    record CurrentAccount(String name, Set<Role> roles, Set<String> sites) {}
}
