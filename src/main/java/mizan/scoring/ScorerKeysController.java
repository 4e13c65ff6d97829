package mizan.scoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import mizan.moderator.Moderator;
import mizan.moderator.ModeratorApi;
import mizan.moderator.Role;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.request.BodyErrorResponses;
import mizan.platform.http.request.StrictBodyReader;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

/** Lets administrators create, list and revoke the API keys of systems that ask for scores. */
@Controller("/api/v1/scorer-keys")
@ExecuteOn(TaskExecutors.BLOCKING)
@ModeratorApi
class ScorerKeysController {

    private final ScorerKeys keys;
    private final Sites sites;
    private final StrictBodyReader reader;

    ScorerKeysController(ScorerKeys keys, Sites sites, StrictBodyReader reader) {
        this.keys = keys;
        this.sites = sites;
        this.reader = reader;
    }

    /** The API keys for scores, oldest first, without their secrets. Requires the role ADMIN. */
    @Get
    @ApiResponse(responseCode = "200", description = "All keys", useReturnTypeSchema = true)
    ScorerKeyList list(@Parameter(hidden = true) Moderator admin) {
        admin.require(Role.ADMIN);
        return new ScorerKeyList(keys.list().stream().map(ScorerKeyEntry::of).toList());
    }

    /** Creates an API key for scores of a site. The response is the only one that contains the key. Requires the role ADMIN. */
    @Post
    @BodyErrorResponses
    @RequestBody(content = @Content(schema = @Schema(implementation = ScorerKeyRequest.class)))
    @ApiResponse(
            responseCode = "201",
            description = "The new key",
            content = @Content(schema = @Schema(implementation = CreatedScorerKey.class)))
    HttpResponse<CreatedScorerKey> add(
            HttpRequest<?> request, @Parameter(hidden = true) Moderator admin, @Body byte[] body) {
        admin.require(Role.ADMIN);
        ScorerKeyRequest added = reader.json(request, body, ScorerKeyRequest.class);
        String name = added.name();
        String site = added.site();
        List<FieldViolation> violations = new ArrayList<>();
        if (name == null || name.isBlank()) {
            violations.add(FieldViolation.of("name", "required"));
        } else if (!ScorerKeys.isName(name)) {
            violations.add(FieldViolation.of("name", "invalid"));
        }
        if (site == null || site.isBlank()) {
            violations.add(FieldViolation.of("site", "required"));
        } else if (sites.find(site).isEmpty()) {
            violations.add(FieldViolation.of("site", "unknown"));
        }
        if (!violations.isEmpty() || name == null || site == null) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, violations);
        }
        ScorerKeys.NewKey key = keys.add(name, site, admin.name());
        return HttpResponse.created(CreatedScorerKey.of(key));
    }

    /**
     * Revokes an API key for scores at once. Requires the role ADMIN.
     *
     * @param id the id of the key
     */
    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    @ApiResponse(responseCode = "204", description = "The key is revoked")
    @ApiResponse(responseCode = "404", ref = "NotFound")
    void revoke(@Parameter(hidden = true) Moderator admin, @PathVariable UUID id) {
        admin.require(Role.ADMIN);
        if (!keys.revoke(id, admin.name())) {
            throw new ProblemException(ProblemType.NOT_FOUND);
        }
    }

    /**
     * A key to create.
     *
     * @param name what it is for, at most 100 characters
     * @param site the site whose decisions the scores come from
     */
    @Introspected
    @Schema(name = "ScorerKeyRequest")
    record ScorerKeyRequest(@Nullable String name, @Nullable String site) {}

    /** All keys. */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "ScorerKeyList")
    record ScorerKeyList(List<ScorerKeyEntry> keys) {}

    /**
     * One key, without its secret.
     *
     * @param createdBy the administrator's account; null for the command line
     * @param revokedAt null while the key is valid
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "ScorerKey")
    record ScorerKeyEntry(
            UUID id,
            String name,
            String site,
            Instant createdAt,
            @Nullable String createdBy,
            @Nullable Instant revokedAt) {

        static ScorerKeyEntry of(ScorerKey key) {
            return new ScorerKeyEntry(
                    key.id(), key.name(), key.site(), key.createdAt(), key.createdBy(), key.revokedAt());
        }
    }

    /**
     * A new key.
     *
     * @param key the secret that requests send as the parameter {@code key}; it is shown only here
     */
    @Introspected
    @Schema(name = "CreatedScorerKey")
    record CreatedScorerKey(UUID id, String name, String site, String key) {

        static CreatedScorerKey of(ScorerKeys.NewKey created) {
            return new CreatedScorerKey(
                    created.key().id(), created.key().name(), created.key().site(), created.secret());
        }

        @Override
        public String toString() {
            return "CreatedScorerKey[…]";
        }
    }
}
