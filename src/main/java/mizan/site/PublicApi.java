package mizan.site;

import io.micronaut.http.annotation.FilterMatcher;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the controllers that article pages call without credentials. {@link OriginFilter} checks the origin of their
 * requests. The path variable {@code site} names the site whose origins are allowed; without it, the origins of
 * all sites are allowed.
 */
@FilterMatcher
@Tag(name = PublicApi.TAG)
@ApiResponse(responseCode = "406", ref = "NotAcceptable")
@ApiResponse(responseCode = "500", ref = "InternalError")
@ApiResponse(responseCode = "503", ref = "Unavailable")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PublicApi {

    /** The heading of the routes in the OpenAPI document. */
    String TAG = "For article pages";

    /** Attribute of a request of a plain form from another site's page, which the controller has to refuse with a page. */
    String FOREIGN_ORIGIN = "mizan.foreign-origin";

    /**
     * Whether browsers navigate to the routes, as to a page or by a form. The service's own pages may then post to them,
     * and scripts of article pages cannot read the responses.
     */
    boolean navigation() default false;
}
