package mizan.embed;

import io.micronaut.core.io.ResourceLoader;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;

/** Swagger UI for the API. */
@Controller("/docs")
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
class DocsController {

    private static final String LIBRARY = "META-INF/maven/org.webjars/swagger-ui/pom.properties";

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

    private final String page;

    DocsController(ResourceLoader resources) throws IOException {
        Properties library = new Properties();
        try (InputStream resource = resources.getResourceAsStream(LIBRARY).orElseThrow()) {
            library.load(resource);
        }
        page = PAGE.replace("{version}", Objects.requireNonNull(library.getProperty("version")));
    }

    /** Returns the page. Its scripts come from this service, and it may connect to no other. */
    @Get
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<String> read() {
        return Pages.secured(
                HttpResponse.ok(page),
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                        + "form-action 'none'");
    }
}
