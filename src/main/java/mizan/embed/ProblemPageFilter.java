package mizan.embed;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mizan.platform.http.Problem;
import mizan.platform.http.ProblemType;
import mizan.platform.i18n.Languages;
import mizan.platform.i18n.LocalizedMessages;
import mizan.platform.i18n.MessageBundle;
import mizan.site.Site;
import mizan.site.Sites;

/**
 * Turns the problems of the routes for people into pages, in the language of the site. A submitted form is shown again with
 * everything typed. Clients that do not accept HTML get {@code application/problem+json}.
 */
@ServerFilter({"/sites/**", "/receipts/**"})
final class ProblemPageFilter {

    private static final Pattern SITE = Pattern.compile("/sites/([^/]+)/.*");

    private final Pages pages;
    private final Sites sites;
    private final Languages languages;

    ProblemPageFilter(Pages pages, Sites sites, Languages languages) {
        this.pages = pages;
        this.sites = sites;
        this.languages = languages;
    }

    @ResponseFilter
    MutableHttpResponse<?> renderProblem(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (!(response.body() instanceof Problem problem) || !request.accept().contains(MediaType.TEXT_HTML_TYPE)) {
            return response;
        }
        ProblemType type = new ProblemType(problem.type().replaceFirst("^/problems/", ""), problem.status());
        MutableHttpResponse<String> page = FormAgain.of(request)
                .map(form -> form.page(pages, type, List.of()))
                .orElseGet(() ->
                        pages.render(HttpStatus.valueOf(type.status()), "embed/notice.jte", notice(request, problem)));
        response.getHeaders().forEachValue((name, value) -> {
            if (!page.getHeaders().contains(name) && !name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
                page.header(name, value);
            }
        });
        return page;
    }

    private Notice notice(HttpRequest<?> request, Problem problem) {
        LocalizedMessages messages = MessageBundle.SERVICE.in(language(request));
        String key = problem.type().replaceFirst("^/problems/", "problem.");
        Stream<String> violations = problem.errors() == null
                ? Stream.of()
                : problem.errors().stream().map(Problem.FieldError::detail);
        // The detail of a malformed request is for programs.
        String detail = problem.type().equals(ProblemType.MALFORMED_REQUEST.reference())
                ? ""
                : messages.find(key + ".detail").orElse(problem.detail());
        return new Notice(
                messages,
                messages.find(key + ".title").orElse(problem.title()),
                Stream.concat(Stream.of(detail), violations).collect(Collectors.joining(" ")));
    }

    private Locale language(HttpRequest<?> request) {
        Matcher path = SITE.matcher(request.getPath());
        Locale ofSite = (path.matches() ? sites.find(path.group(1)) : Optional.<Site>empty())
                .map(Site::language)
                .orElseGet(() -> languages.of(request));
        return Languages.negotiate(request.getParameters().get("lang"), ofSite);
    }
}
