package mizan.site;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes routes that article pages call, without credentials. */
@Tag(name = ArticlePageApi.TAG)
@ApiResponse(responseCode = "500", ref = "InternalError")
@ApiResponse(responseCode = "503", ref = "Unavailable")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ArticlePageApi {

    /** Their heading in the description. */
    String TAG = "For article pages";
}
