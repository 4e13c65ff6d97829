package mizan.platform.netty;

import io.micronaut.context.BeanProvider;
import io.micronaut.web.router.Router;
import io.netty.handler.codec.http.HttpRequest;
import jakarta.inject.Singleton;
import mizan.platform.http.request.BodyLimit;

/** Finds the limit of a request's body, before the framework sees the request. */
@Singleton
class BodyLimits {

    private final BeanProvider<Router> router;

    BodyLimits(BeanProvider<Router> router) {
        this.router = router;
    }

    /** The limit of the request's route in bytes. */
    int of(HttpRequest request) {
        String target = request.uri();
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        try {
            return router.get()
                    .find(io.micronaut.http.HttpMethod.parse(request.method().name()), path, null)
                    .mapToInt(route -> route.getRouteInfo()
                            .getAnnotationMetadata()
                            .intValue(BodyLimit.class)
                            .orElse(BodyLimit.DEFAULT))
                    .max()
                    .orElse(BodyLimit.DEFAULT);
        } catch (IllegalArgumentException _) {
            // The framework refuses such a path.
            return BodyLimit.DEFAULT;
        }
    }
}
