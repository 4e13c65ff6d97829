package mizan.embed;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import mizan.comment.CommentState;
import mizan.comment.Receipt;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.i18n.Languages;
import mizan.platform.i18n.LocalizedMessages;
import mizan.platform.i18n.MessageBundle;
import mizan.privacy.PersonalData;
import org.jspecify.annotations.Nullable;

/**
 * What an author sees and may do with a receipt, without an account. Its address is the key to the comment: it goes
 * into no index, no cache, and no other site's logs.
 */
@Controller("/receipts")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class ReceiptPageController {

    private static final List<String> OWN = List.of("'self'");

    private final PersonalData personalData;
    private final Languages languages;
    private final Pages pages;

    ReceiptPageController(PersonalData personalData, Languages languages, Pages pages) {
        this.personalData = personalData;
        this.languages = languages;
        this.pages = pages;
    }

    /** How the comment stands. */
    @Get("/{receipt}")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> show(HttpRequest<?> request, String receipt, @QueryValue @Nullable String lang) {
        return standing(receipt)
                .map(standing -> page(
                        HttpStatus.OK, "embed/receipt.jte", new ReceiptPage(texts(request, lang), receipt, standing)))
                .orElseGet(() -> none(request, lang));
    }

    /** The question whether to withdraw it. Asking changes nothing. */
    @Get("/{receipt}/withdrawal")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> ask(HttpRequest<?> request, String receipt, @QueryValue @Nullable String lang) {
        return standing(receipt)
                .map(standing -> page(
                        HttpStatus.OK,
                        "embed/withdrawal.jte",
                        new ReceiptPage(texts(request, lang), receipt, standing)))
                .orElseGet(() -> none(request, lang));
    }

    /** Withdraws it: only a form's button leads here, as programs follow links. */
    @Post(uri = "/{receipt}/withdrawal", consumes = MediaType.ALL)
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> withdraw(HttpRequest<?> request, String receipt, @QueryValue @Nullable String lang) {
        boolean isWithdrawn = Receipt.parse(receipt).map(personalData::withdraw).orElse(false);
        return isWithdrawn
                ? HttpResponse.seeOther(URI.create("/receipts/withdrawn" + ReceiptPage.query(texts(request, lang))))
                : none(request, lang);
    }

    /** Where a withdrawal ends; the receipt is void by then. */
    @Get("/withdrawn")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> withdrawn(HttpRequest<?> request, @QueryValue @Nullable String lang) {
        return page(HttpStatus.OK, "embed/notice.jte", notice(texts(request, lang), "receipt.withdrawn"));
    }

    private Optional<CommentState> standing(String receipt) {
        return Receipt.parse(receipt).flatMap(personalData::standing);
    }

    // A person gets a page; a program, which does not ask for one, a problem like everywhere else.
    private MutableHttpResponse<String> none(HttpRequest<?> request, @Nullable String lang) {
        if (request.accept().stream().noneMatch(MediaType.TEXT_HTML_TYPE::equals)) {
            throw new ProblemException(ProblemType.NOT_FOUND);
        }
        return page(HttpStatus.NOT_FOUND, "embed/notice.jte", notice(texts(request, lang), "receipt.none"));
    }

    private MutableHttpResponse<String> page(HttpStatus status, String template, Object model) {
        return pages.page(status, template, model, OWN).header("X-Robots-Tag", "noindex, nofollow");
    }

    private LocalizedMessages texts(HttpRequest<?> request, @Nullable String lang) {
        return MessageBundle.SERVICE.in(Languages.asked(lang, languages.of(request)));
    }

    private static Notice notice(LocalizedMessages texts, String key) {
        return new Notice(texts, texts.get(key), texts.get(key + ".detail"));
    }
}
