package mizan.console.layout;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.netty.Representation;

/** Serves the console's static files. They are public. */
@Controller(ConsoleAssets.PATH)
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
class ConsoleAssetController {

    private final ConsoleAssets assets;

    ConsoleAssetController(ConsoleAssets assets) {
        this.assets = assets;
    }

    /**
     * Returns this replica's version of the file. During an upgrade a page may request another version; that response must
     * not be cached.
     */
    @Get("/{version}/{file}")
    HttpResponse<?> asset(HttpRequest<?> request, String version, String file) {
        Representation representation =
                assets.find(file).orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND));
        MutableHttpResponse<?> response = representation.response(request);
        if (!assets.isCurrent(version)) {
            response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        return response;
    }
}
