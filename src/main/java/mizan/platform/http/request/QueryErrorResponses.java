package mizan.platform.http.request;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** OpenAPI: the error responses of a route that reads query parameters. */
@ApiResponse(responseCode = "400", ref = "MalformedRequest")
@ApiResponse(responseCode = "422", ref = "InvalidRequest")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface QueryErrorResponses {

    /** The parameters that may occur several times. All others occur at most once. */
    String[] repeatable() default {};
}
