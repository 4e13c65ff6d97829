package mizan.embed.problem;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mizan.embed.Notice;
import mizan.embed.Pages;
import mizan.embed.form.FormAgain;
import mizan.platform.http.Problem;
import mizan.platform.http.ProblemPages;
import mizan.platform.http.ProblemResponses;
import mizan.platform.http.ProblemType;
import mizan.platform.i18n.Languages;
import mizan.platform.i18n.LocalizedMessages;
import mizan.platform.i18n.MessageBundle;
import mizan.site.Site;
import mizan.site.Sites;
import mizan.text.PlainText;

/**
 * Turns the problems of the routes for people into pages, in the language of the site. A submitted form is shown again with
 * everything typed. Clients that do not accept HTML get {@code application/problem+json}.
 */
@ServerFilter({"/sites/**", "/receipts/**", "/notices/**", "/mail/**"})
final class ProblemPageFilter implements ProblemPages {

    private static final Pattern PATH = Pattern.compile("/(?:receipts|notices|mail|sites/(?<site>[^/]+))(?<rest>/.*)");

    private static final Set<ProblemType> TOO_LONG = Set.of(ProblemType.URI_TOO_LONG, ProblemType.HEADERS_TOO_LARGE);

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
        return response.body() instanceof Problem problem
                ? page(request, response.body(problem)).orElse(response)
                : response;
    }

    @Override
    public Optional<MutableHttpResponse<?>> page(HttpRequest<?> request, MutableHttpResponse<Problem> response) {
        Problem problem = Objects.requireNonNull(response.body());
        Matcher path = PATH.matcher(request.getPath());
        if (!path.matches() || !acceptsHtml(request, problem)) {
            return Optional.empty();
        }
        MutableHttpResponse<String> page = FormAgain.of(request)
                .map(form -> form.page(pages, type(problem), List.of()))
                .orElseGet(() -> pages.render(
                        HttpStatus.valueOf(problem.status()), "embed/notice.jte", notice(request, path, problem)));
        response.getHeaders().forEachValue((name, value) -> {
            if (!page.getHeaders().contains(name) && !name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
                page.header(name, value);
            }
        });
        return Optional.of(page);
    }

    // Header fields after the part that is too long are not read. People use these routes, so the response is a page.
    private static boolean acceptsHtml(HttpRequest<?> request, Problem problem) {
        Collection<MediaType> accepted = request.accept();
        return accepted.contains(MediaType.TEXT_HTML_TYPE) || (accepted.isEmpty() && TOO_LONG.contains(type(problem)));
    }

    private Notice notice(HttpRequest<?> request, Matcher path, Problem problem) {
        LocalizedMessages messages = MessageBundle.SERVICE.in(language(request, path));
        boolean isSubmission = request.getMethod() == HttpMethod.POST && "/comments".equals(path.group("rest"));
        return isSubmission ? lostForm(request, messages, problem) : notice(request, messages, problem);
    }

    private static Notice notice(HttpRequest<?> request, LocalizedMessages messages, Problem problem) {
        List<String> paragraphs = new ArrayList<>();
        // The detail of a malformed request is for programs.
        if (!type(problem).equals(ProblemType.MALFORMED_REQUEST)) {
            paragraphs.add(messages.find(ProblemResponses.detailKey(request, type(problem)))
                    .orElse(problem.detail()));
        }
        if (problem.errors() != null) {
            problem.errors().forEach(error -> paragraphs.add(error.detail()));
        }
        String title =
                messages.find("problem." + type(problem).slug() + ".title").orElse(problem.title());
        return new Notice(messages, title, paragraphs, null);
    }

    // The form did not arrive or cannot be read, so only the browser still has its text.
    private static Notice lostForm(HttpRequest<?> request, LocalizedMessages messages, Problem problem) {
        String typed = request.getAttribute(FormAgain.TYPED_TEXT, String.class).orElse(null);
        Notice notice = switch (problem.status()) {
            case 413 ->
                new Notice(
                        messages,
                        messages.get("form.too-large"),
                        messages.get("form.too-large.detail", PlainText.BODY.limit()));
            case 400, 408, 503 ->
                new Notice(messages, messages.get("form.incomplete"), messages.get("form.incomplete.detail"));
            default -> notice(request, messages, problem);
        };
        List<String> paragraphs = new ArrayList<>(notice.paragraphs());
        if (typed == null) {
            paragraphs.add(messages.get("form.back"));
        }
        return new Notice(messages, notice.title(), paragraphs, typed);
    }

    private static ProblemType type(Problem problem) {
        return new ProblemType(problem.type().replaceFirst("^/problems/", ""), problem.status());
    }

    private Locale language(HttpRequest<?> request, Matcher path) {
        Locale ofSite = Optional.ofNullable(path.group("site"))
                .flatMap(sites::find)
                .map(Site::language)
                .orElseGet(() -> languages.of(request));
        return Languages.negotiate(request.getParameters().get("lang"), ofSite);
    }
}
