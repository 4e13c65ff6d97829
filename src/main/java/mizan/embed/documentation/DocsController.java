package mizan.embed.documentation;

import io.micronaut.core.io.ResourceLoader;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import mizan.embed.Pages;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import org.jspecify.annotations.Nullable;

/** Swagger UI for the API: its page, and the files of the library that the page uses. */
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
class DocsController {

    private static final String LIBRARY = "META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final String FILES = "META-INF/resources/webjars/swagger-ui/";

    /** The files that the page loads, and the licences of what is bundled. The library has others, such as a page of its own. */
    private static final Map<String, MediaType> SERVED = Map.of(
            "swagger-ui.css", MediaType.of("text/css;charset=utf-8"),
            "swagger-ui-bundle.js", MediaType.of("text/javascript;charset=utf-8"),
            "swagger-ui-bundle.js.LICENSE.txt", MediaType.of("text/plain;charset=utf-8"),
            "favicon-32x32.png", MediaType.IMAGE_PNG_TYPE);

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en" dir="ltr">
            <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Mizan: the API</title>
                <link rel="stylesheet" href="/assets/swagger-ui/{version}/swagger-ui.css">
                <link rel="stylesheet" href="/assets/docs.css">
                <link rel="icon" href="/assets/swagger-ui/{version}/favicon-32x32.png">
                <script src="/assets/swagger-ui/{version}/swagger-ui-bundle.js" defer></script>
                <script src="/assets/docs.js" type="module"></script>
            </head>
            <body>
                <main id="api"></main>
                <noscript><p>The API description is <a href="/openapi.yml">openapi.yml</a>.</p></noscript>
            </body>
            </html>
            """;

    private final ResourceLoader resources;
    private final String version;
    private final String page;

    DocsController(ResourceLoader resources) throws IOException {
        this.resources = resources;
        Properties library = new Properties();
        try (InputStream resource = resources.getResourceAsStream(LIBRARY).orElseThrow()) {
            library.load(resource);
        }
        version = Objects.requireNonNull(library.getProperty("version"));
        page = PAGE.replace("{version}", version);
    }

    /** Returns the page. Its scripts come from this service, and it may connect to no other. */
    @Get("/docs")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<String> read() {
        return Pages.secured(
                HttpResponse.ok(page),
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                        + "form-action 'none'");
    }

    /** Returns a file of the library, streamed: the largest has 1.5 MB. */
    @Get("/assets/swagger-ui/{requested}/{file}")
    HttpResponse<StreamedFile> file(String requested, String file) {
        @Nullable MediaType type = SERVED.get(file);
        if (type == null || !requested.equals(version)) {
            throw new ProblemException(ProblemType.NOT_FOUND);
        }
        InputStream content =
                resources.getResourceAsStream(FILES + version + "/" + file).orElseThrow();
        return HttpResponse.ok(new StreamedFile(content, type))
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable");
    }
}
