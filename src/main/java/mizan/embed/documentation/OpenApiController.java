package mizan.embed.documentation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.core.io.ResourceLoader;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.swagger.v3.oas.annotations.servers.Server;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import mizan.moderator.ModeratorApi;
import mizan.platform.netty.Representation;
import mizan.site.PublicApi;

/** The OpenAPI description, generated from the controllers at compile time. */
@Controller("/openapi.yml")
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Mizan",
                        version = "0.1.0",
                        description =
                                "Comment moderation: accepts comments, and publishes those that moderators approve."
                                        + " Every error is a problem document (RFC 9457).",
                        license = @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
        servers = @Server(url = "/", description = "The service that serves this document"),
        tags = {
            @Tag(name = PublicApi.TAG, description = "No credentials; CORS only for the site's own origins"),
            @Tag(name = ModeratorApi.TAG, description = "Needs a token; limited to the moderator's sites"),
            @Tag(name = "For other systems", description = "Needs an API key for scores")
        })
@SecurityScheme(
        name = ModeratorApi.SCHEME,
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description =
                "A token of this service, from /api/v1/tokens or in the console's cookie, or of the OpenID provider")
class OpenApiController {

    private static final MediaType YAML = MediaType.of("application/yaml");
    private static final String RESOURCE = "META-INF/swagger/openapi.yml";

    private final Representation description;

    OpenApiController(ResourceLoader resources) throws IOException {
        try (InputStream resource = resources.getResourceAsStream(RESOURCE).orElseThrow()) {
            String document = OpenApiDocument.upgrade(new String(resource.readAllBytes(), UTF_8));
            description = Representation.fixed(YAML, document.getBytes(UTF_8), "public, max-age=60");
        }
    }

    @Get
    @Produces("application/yaml")
    HttpResponse<?> read(HttpRequest<?> request) {
        return description.response(request);
    }
}
