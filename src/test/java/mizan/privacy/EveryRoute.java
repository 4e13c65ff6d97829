package mizan.privacy;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mizan.testing.Postgres;

/**
 * Requests to every route of the router. A route with a new path variable, or a new page that needs parameters, fails the test
 * until it is added here.
 */
final class EveryRoute {

    private static final String JSON = "application/json";

    /** The token of a mail. */
    private static final String TOKEN = "token-of-a-mail";

    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]*)}");

    /** The parameters of pages that need some. */
    private static final Map<String, String> PARAMETERS = Map.of(
            "/api/v1/sites/{site}/comments", "article=market-scales",
            "/api/v1/exports", "site=demo",
            "/api/v1/sites/{site}/counts", "article=market-scales",
            "/sites/{site}/comments.html", "article=market-scales",
            "/api/v1/moderation/screening/rules", "site=demo",
            "/console/articles/article", "site=demo&article=market-scales",
            "/console/accounts/account", "name=nosy",
            "/console/accounts/disable", "name=nosy");

    /** Not read here: endless, of something that is not configured, or files of the console and of libraries. */
    private static final Set<String> SKIPPED = Set.of(
            "/api/v1/moderation/events",
            "/console/openid",
            "/console/openid/callback",
            "/console/digest",
            "/assets/console/{version}/{file}",
            "/assets/swagger-ui/{requested}/{file}",
            "/health/{selector}",
            "/health",
            "/loggers",
            "/loggers/{name}",
            "/prometheus");

    private final Router router;
    private final Map<String, String> variables;

    /** Requests to a notice that does not exist. */
    EveryRoute(Router router, String id, String receipt, String importId) {
        this(
                router,
                id,
                receipt,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", UUID.randomUUID().toString())
                        .put("receipt", receipt),
                importId);
    }

    /**
     * @param id a published comment on the site demo
     * @param receipt the receipt of another comment
     * @param notice a notice about a comment, with its id and receipt
     * @param importId an import that is finished
     */
    EveryRoute(Router router, String id, String receipt, JsonNode notice, String importId) {
        Postgres.execute("""
                INSERT INTO mail_recipient (id, fingerprint, address, token_sealed, token_hash, language, state, is_requested,
                                            changed_at, used_at)
                VALUES (gen_random_uuid(), sha256('%1$s'), '\\x00', '\\x00', sha256('%1$s'), 'en', 'CONFIRMED', false,
                        now(), now())
                """.formatted(TOKEN));
        // With the id of the comment, so that the routes of both have the same variable.
        Postgres.execute("""
                INSERT INTO webhook (id, site, url, events, secret_sealed, read_at, created_at)
                VALUES ('%s', 'demo', 'https://hooks.example', '{COMMENT_APPROVED}', '', now(), now())
                """.formatted(id));
        this.router = router;
        this.variables = Map.of(
                "site",
                "demo",
                "id",
                id,
                "receipt",
                receipt,
                "import",
                importId,
                "batch",
                UUID.randomUUID().toString(),
                "notice",
                notice.path("id").asText(),
                "noticeReceipt",
                notice.path("receipt").asText(),
                "slug",
                "not-found",
                "token",
                TOKEN,
                "name",
                "nosy");
    }

    /** Reading requests first, then changes, then deletions. */
    List<Request> requests() {
        return router.uriRoutes()
                .filter(route ->
                        route.getHttpMethod() != HttpMethod.HEAD && route.getHttpMethod() != HttpMethod.OPTIONS)
                .filter(route -> !SKIPPED.contains(template(route)))
                .flatMap(this::requests)
                .sorted(comparingInt(Request::order))
                .toList();
    }

    private Stream<Request> requests(UriRouteInfo<?, ?> route) {
        String target = VARIABLE.matcher(template(route)).replaceAll(variable -> value(route, variable.group(1)));
        String parameters = PARAMETERS.getOrDefault(template(route), "");
        String method = route.getHttpMethodName();
        return method.equals("GET")
                ? Stream.of(new Request(method, target + (parameters.isEmpty() ? "" : "?" + parameters), ""))
                : Stream.of(new Request(
                        method, target, target.startsWith("/api/") ? JSON : "application/x-www-form-urlencoded"));
    }

    /** The targets of all reading requests with each path variable and each query parameter in turn set to a value. */
    Stream<String> targetsWith(String value) {
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
        return router.uriRoutes()
                .filter(route -> route.getHttpMethod() == HttpMethod.GET)
                .filter(route -> !SKIPPED.contains(template(route)))
                .sorted(comparing(EveryRoute::template))
                .flatMap(route -> targetsWith(route, encoded));
    }

    private Stream<String> targetsWith(UriRouteInfo<?, ?> route, String value) {
        String path = VARIABLE.matcher(template(route)).replaceAll(variable -> value(route, variable.group(1)));
        Map<String, String> parameters = new LinkedHashMap<>();
        Stream.of(PARAMETERS.getOrDefault(template(route), "").split("&", -1))
                .filter(pair -> !pair.isEmpty())
                .forEach(pair -> parameters.put(pair.substring(0, pair.indexOf('=')), pair));
        Stream<String> paths = VARIABLE.matcher(template(route))
                .results()
                .map(variable -> VARIABLE.matcher(template(route))
                                .replaceAll(other ->
                                        other.group().equals(variable.group()) ? value : value(route, other.group(1)))
                        + query(parameters.values()));
        Stream<String> queries = Stream.concat(parameters.keySet().stream(), queryParameters(route))
                .distinct()
                .map(name -> {
                    Map<String, String> changed = new LinkedHashMap<>(parameters);
                    changed.put(name, name + "=" + value);
                    return path + query(changed.values());
                });
        return Stream.concat(paths, queries);
    }

    private static Stream<String> queryParameters(UriRouteInfo<?, ?> route) {
        return Stream.of(route.getTargetMethod().getArguments())
                .filter(argument -> argument.getAnnotationMetadata().hasAnnotation(QueryValue.class))
                .map(argument -> argument.getAnnotationMetadata()
                        .stringValue(QueryValue.class)
                        .filter(name -> !name.isEmpty())
                        .orElse(argument.getName()));
    }

    private static String query(Collection<String> pairs) {
        return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    }

    private String value(UriRouteInfo<?, ?> route, String variable) {
        String template = template(route);
        String name = switch (variable) {
            case "id" ->
                template.startsWith("/api/v1/imports/")
                        ? "import"
                        : template.contains("/moderation/notices/") || template.contains("/console/notices/")
                                ? "notice"
                                : "id";
            case "receipt" -> template.contains("/notices/") ? "noticeReceipt" : "receipt";
            default -> variable;
        };
        String value = variables.get(name);
        if (value == null) {
            throw new AssertionError("No value for {" + variable + "} of " + route);
        }
        return value;
    }

    private static String template(UriRouteInfo<?, ?> route) {
        return route.getUriMatchTemplate().toString();
    }

    /** @param type the media type of its body; empty for a reading request */
    record Request(String method, String target, String type) {

        boolean isRead() {
            return method.equals("GET");
        }

        String contentType() {
            return type.isEmpty() ? JSON : type;
        }

        String body(String address) {
            return switch (type) {
                case "" -> "";
                case JSON -> "{\"email\":\"" + address + "\"}";
                default -> "email=" + URLEncoder.encode(address, StandardCharsets.UTF_8);
            };
        }

        int order() {
            return isRead() ? 0 : method.equals("DELETE") || target.contains("withdrawal") ? 2 : 1;
        }
    }
}
