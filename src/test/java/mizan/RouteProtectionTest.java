package mizan;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpMethod;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import mizan.moderator.RequiresSignIn;
import mizan.site.PublicApi;
import mizan.testing.Postgres;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;

class RouteProtectionTest extends ServiceTest {

    /** The routes that anonymous clients may call. An addition to this list is a decision about security. */
    private static final List<String> PUBLIC = List.of(
            "POST /api/v1/sites/{site}/comments",
            "GET /api/v1/sites/{site}/comments",
            "GET /api/v1/sites/{site}/comments/{id}",
            "POST /api/v1/sites/{site}/comments/{id}/reports",
            "POST /api/v1/sites/{site}/comments/{id}/notices",
            "GET /api/v1/notices/{receipt}",
            "GET /api/v1/sites/{site}/counts",
            "GET /api/v1/sites/{site}/stamp",
            "GET /api/v1/receipts/{receipt}",
            "DELETE /api/v1/receipts/{receipt}",
            "POST /sites/{site}/comments",
            "GET /sites/{site}/comments.html",
            "GET /sites/{site}/comments/{id}/report",
            "POST /sites/{site}/comments/{id}/report",
            "GET /sites/{site}/comments/{id}/notice",
            "POST /sites/{site}/comments/{id}/notice",
            "GET /notices/{receipt}",
            "GET /sites/{site}/comments.atom",
            "GET /receipts/{receipt}",
            "GET /receipts/{receipt}/withdrawal",
            "POST /receipts/{receipt}/withdrawal",
            "GET /receipts/withdrawn",
            "GET /embed.css",
            "GET /mail/{token}/confirmation",
            "POST /mail/{token}/confirmation",
            "GET /mail/{token}/unsubscription",
            "POST /mail/{token}/unsubscription",
            "GET /embed.js",
            "GET /embed/solver.js",
            "GET /embed/{site}/notice.js",
            "GET /embed/{site}/words.js",
            "GET /",
            "GET /en",
            "GET /docs",
            "GET /assets/swagger-ui/{requested}/{file}",
            "GET /openapi.yml",
            "GET /problems/{slug}",
            "GET /privacy",
            "POST /api/v1/tokens",
            "POST /v1alpha1/comments:analyze",
            "POST /v1alpha1/comments:suggestscore",
            "GET /console/sign-in",
            "POST /console/sign-in",
            "POST /console/language",
            "GET /assets/console/{version}/{file}");

    @Test
    void routesRequireSignInUnlessTheyAreListedAsPublic() {
        assertThat(routes())
                .filteredOn(route -> !requiresSignIn(route))
                .extracting(RouteProtectionTest::name)
                .hasSameElementsAs(PUBLIC);
    }

    @Test
    void routesThatRequireSignInAreSecuredByTheFramework() {
        assertThat(routes())
                .filteredOn(RouteProtectionTest::requiresSignIn)
                .isNotEmpty()
                .allSatisfy(route -> assertThat(route.getAnnotationMetadata().stringValues(Secured.class))
                        .as(name(route))
                        .containsExactly(SecurityRule.IS_AUTHENTICATED));
    }

    @Test
    void routesThatRequireSignInRefuseAnonymousClientsAndDisabledAccounts() {
        String own = "http://localhost:" + port();
        String disabled = admin();
        Postgres.execute("UPDATE moderator SET disabled_at = now()");

        assertThat(routes())
                .filteredOn(RouteProtectionTest::requiresSignIn)
                // Answers with a redirect to the sign-in page instead.
                .filteredOn(route -> !name(route).equals("POST /console/sign-out"))
                .allSatisfy(route -> {
                    String method = route.getHttpMethodName();
                    String path = route.getUriMatchTemplate()
                            .toString()
                            .replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
                    assertThat(send(method, path, "", "Origin", own).status())
                            .as(name(route))
                            .isEqualTo(401);
                    assertThat(send(method, path, "", "Origin", own, "Authorization", disabled)
                                    .status())
                            .as(name(route))
                            .isEqualTo(401);
                });
    }

    /** Exceptions: routes with a secret in their body or path, and routes that the console's filter checks. */
    @Test
    void publicRoutesThatChangeSomethingCheckTheOrigin() {
        assertThat(routes())
                .filteredOn(route -> !requiresSignIn(route) && route.getHttpMethod() != HttpMethod.GET)
                .filteredOn(route -> !route.getAnnotationMetadata().hasAnnotation(PublicApi.class))
                .extracting(RouteProtectionTest::name)
                .hasSameElementsAs(List.of(
                        "POST /api/v1/tokens",
                        "POST /v1alpha1/comments:analyze",
                        "POST /v1alpha1/comments:suggestscore",
                        "POST /console/sign-in",
                        "POST /console/language",
                        "POST /receipts/{receipt}/withdrawal",
                        "POST /mail/{token}/confirmation",
                        "POST /mail/{token}/unsubscription"));
    }

    /** Libraries add routes when they are on the class path. Only those of the management port are wanted. */
    @Test
    void librariesAddNoRoutesBesideThoseOfTheManagementPort() {
        assertThat(allRoutes())
                .filteredOn(route -> !isOwn(route))
                .extracting(RouteProtectionTest::name)
                .hasSameElementsAs(List.of(
                        "GET /health",
                        "GET /health/{selector}",
                        "GET /loggers",
                        "GET /loggers/{name}",
                        "POST /loggers/{name}",
                        "GET /prometheus"));
        assertThat(get("/loggers").status()).isEqualTo(404);
        assertThat(get("/health").status()).isEqualTo(404);
        assertThat(get("/token_info").status()).isEqualTo(404);
        assertThat(post("/token_info", Map.of("token", admin())).status()).isEqualTo(404);
    }

    private static List<UriRouteInfo<?, ?>> routes() {
        return allRoutes().stream().filter(RouteProtectionTest::isOwn).toList();
    }

    private static List<UriRouteInfo<?, ?>> allRoutes() {
        return bean(Router.class)
                .uriRoutes()
                .filter(route -> route.getHttpMethod() != HttpMethod.HEAD)
                .<UriRouteInfo<?, ?>>map(route -> route)
                .toList();
    }

    private static boolean isOwn(UriRouteInfo<?, ?> route) {
        return route.getDeclaringType().getPackageName().startsWith("mizan.");
    }

    private static boolean requiresSignIn(UriRouteInfo<?, ?> route) {
        return route.getAnnotationMetadata().hasStereotype(RequiresSignIn.class);
    }

    private static String name(UriRouteInfo<?, ?> route) {
        return route.getHttpMethodName() + " " + route.getUriMatchTemplate();
    }
}
