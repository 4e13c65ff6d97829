package mizan.page;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.List;

/** What every page of ours is sent with. */
final class Pages {

    private Pages() {}

    /**
     * Nothing but our own style sheet and images is loaded, no script runs, no other page may frame it.
     *
     * @param formTargets where a form may lead, as CSP source expressions
     */
    static <T> MutableHttpResponse<T> html(MutableHttpResponse<T> response, List<String> formTargets) {
        String formAction = formTargets.isEmpty() ? "'none'" : String.join(" ", formTargets);
        return response.contentType(MediaType.of("text/html;charset=utf-8"))
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
                                + "frame-ancestors 'none'; form-action " + formAction)
                .header("X-Content-Type-Options", "nosniff")
                // Not no-referrer: with it a browser sends the form with «Origin: null».
                .header("Referrer-Policy", "same-origin")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
