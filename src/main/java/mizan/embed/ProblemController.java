package mizan.embed;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.i18n.Languages;
import mizan.platform.i18n.LocalizedMessages;
import mizan.platform.i18n.MessageBundle;

@Controller("/problems/{slug}")
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
class ProblemController {

    private final Languages languages;
    private final Pages pages;

    ProblemController(Languages languages, Pages pages) {
        this.languages = languages;
        this.pages = pages;
    }

    /** What a kind of problem means: the page that its type refers to (RFC 9457 §3.1.1). */
    @Get
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> explain(HttpRequest<?> request, String slug) {
        LocalizedMessages texts = MessageBundle.SERVICE.in(languages.of(request));
        Notice page = texts.find("problem." + slug + ".title")
                .map(title -> new Notice(texts, title, texts.get("problem." + slug + ".detail")))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND));
        return pages.page(HttpStatus.OK, "embed/notice.jte", page);
    }
}
