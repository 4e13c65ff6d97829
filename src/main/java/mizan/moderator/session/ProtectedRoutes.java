package mizan.moderator.session;

import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.RouteAttributes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import mizan.moderator.RequiresSignIn;

/** Answers from a request's route whether it needs a signed-in account ({@link RequiresSignIn}). */
@Singleton
final class ProtectedRoutes {

    private final List<ProtectedPathPrefix> prefixes;

    ProtectedRoutes(List<ProtectedPathPrefix> prefixes) {
        this.prefixes = prefixes;
    }

    /** Whether the request's account is resolved. A request that matches no route is judged by its path. */
    boolean contains(HttpRequest<?> request) {
        return annotations(request)
                .map(annotations -> annotations.hasStereotype(RequiresSignIn.class))
                .orElseGet(() -> prefixes.stream().anyMatch(prefix -> prefix.contains(request.getPath())));
    }

    /** Whether an account without any role is refused. */
    static boolean needsRole(HttpRequest<?> request) {
        return annotations(request)
                .flatMap(annotations -> annotations.booleanValue(RequiresSignIn.class, "role"))
                .orElse(true);
    }

    /** Whether the request comes from a person at work rather than from a script that polls. */
    static boolean isActivity(HttpRequest<?> request) {
        return annotations(request)
                .map(annotations -> request.getMethod() != HttpMethod.GET
                        || !annotations
                                .booleanValue(RequiresSignIn.class, "polled")
                                .orElse(false))
                .orElse(false);
    }

    private static Optional<AnnotationMetadata> annotations(HttpRequest<?> request) {
        return RouteAttributes.getRouteInfo(request).map(route -> route.getAnnotationMetadata());
    }
}
