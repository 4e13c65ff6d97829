package mizan.embed.problem;

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
import mizan.embed.Notice;
import mizan.embed.Pages;
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

    /** Describes a problem type: the page that its URI refers to (RFC 9457 §3.1.1). */
    @Get
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> describe(HttpRequest<?> request, String slug) {
        LocalizedMessages messages = MessageBundle.SERVICE.in(languages.of(request));
        Notice page = messages.find("problem." + slug + ".title")
                .map(title -> new Notice(messages, title, messages.get("problem." + slug + ".detail")))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND));
        return pages.render(HttpStatus.OK, "embed/notice.jte", page);
    }
}
