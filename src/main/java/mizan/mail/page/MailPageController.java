package mizan.mail.page;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import mizan.mail.recipient.Recipient;
import mizan.mail.recipient.RecipientState;
import mizan.mail.recipient.Recipients;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.Templates;
import mizan.platform.i18n.Languages;
import mizan.platform.i18n.LocalizedMessages;
import mizan.platform.i18n.MessageBundle;
import mizan.site.PublicApi;
import org.jspecify.annotations.Nullable;

/**
 * The pages that mails link to. Their URLs are secrets. Only a POST changes something, because programs such as mail scanners
 * follow links.
 */
@Controller("/mail/{token}")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Tag(name = PublicApi.TAG)
@ApiResponse(
        responseCode = "200",
        description = "The page",
        content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(implementation = String.class)))
@ApiResponse(responseCode = "404", ref = "NotFound")
@ApiResponse(responseCode = "406", ref = "NotAcceptable")
@ApiResponse(responseCode = "500", ref = "InternalError")
@ApiResponse(responseCode = "503", ref = "Unavailable")
class MailPageController {

    private static final String CONFIRMATION = "confirmation";
    private static final String UNSUBSCRIPTION = "unsubscription";

    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'";

    private final Recipients recipients;
    private final Languages languages;
    private final Templates templates;

    MailPageController(Recipients recipients, Languages languages, Templates templates) {
        this.recipients = recipients;
        this.languages = languages;
        this.templates = templates;
    }

    /**
     * Asks for the confirmation of an e-mail address.
     *
     * @param token the secret of the mail
     */
    @Get("/" + CONFIRMATION)
    @Operation(operationId = "mailConfirmationPage")
    HttpResponse<?> confirmation(@Parameter(hidden = true) HttpRequest<?> request, String token) {
        return page(request, recipients.find(token), "mail.page.confirmation", path(token, CONFIRMATION));
    }

    /**
     * Confirms the address: it gets mails on decisions from now on.
     *
     * @param token the secret of the mail
     */
    @Post(uri = "/" + CONFIRMATION, consumes = MediaType.ALL)
    @Operation(operationId = "confirmMailAddress")
    HttpResponse<?> confirm(@Parameter(hidden = true) HttpRequest<?> request, String token) {
        return change(request, token, RecipientState.CONFIRMED, "mail.page.confirmed");
    }

    /**
     * Asks whether no more mails are wanted.
     *
     * @param token the secret of the mail
     */
    @Get("/" + UNSUBSCRIPTION)
    @Operation(operationId = "mailUnsubscriptionPage")
    HttpResponse<?> unsubscription(@Parameter(hidden = true) HttpRequest<?> request, String token) {
        return page(request, recipients.find(token), "mail.page.unsubscription", path(token, UNSUBSCRIPTION));
    }

    /**
     * Ends all mails to the address. Mail programs send it with one click (RFC 8058).
     *
     * @param token the secret of the mail
     */
    @Post(uri = "/" + UNSUBSCRIPTION, consumes = MediaType.ALL)
    @Operation(operationId = "unsubscribeMailAddress")
    HttpResponse<?> unsubscribe(@Parameter(hidden = true) HttpRequest<?> request, String token) {
        return change(request, token, RecipientState.UNSUBSCRIBED, "mail.page.unsubscribed");
    }

    private HttpResponse<?> change(HttpRequest<?> request, String token, RecipientState state, String key) {
        Optional<Recipient> recipient = recipients.find(token).filter(_ -> recipients.change(token, state));
        // An unsubscribed author can take it back. Moderators do so in the console.
        return page(request, recipient, key, canTakeBack(recipient, state) ? path(token, CONFIRMATION) : null);
    }

    private static boolean canTakeBack(Optional<Recipient> recipient, RecipientState state) {
        return state == RecipientState.UNSUBSCRIBED
                && recipient
                        .filter(person -> person.messages().bundle().equals(MessageBundle.SERVICE))
                        .isPresent();
    }

    private HttpResponse<?> page(
            HttpRequest<?> request, Optional<Recipient> recipient, String key, @Nullable String action) {
        if (recipient.isEmpty() && request.accept().stream().noneMatch(MediaType.TEXT_HTML_TYPE::equals)) {
            throw new ProblemException(ProblemType.NOT_FOUND);
        }
        LocalizedMessages messages =
                recipient.map(Recipient::messages).orElseGet(() -> MessageBundle.SERVICE.in(languages.of(request)));
        MailPage page = recipient.isPresent()
                ? new MailPage(messages, key, action)
                : new MailPage(messages, "mail.page.none", null);
        return Templates.withSecurityHeaders(
                        HttpResponse.<String>status(recipient.isPresent() ? HttpStatus.OK : HttpStatus.NOT_FOUND)
                                .body(templates.render("mail/page.jte", page))
                                .contentType(Templates.HTML),
                        POLICY,
                        "'none'")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Robots-Tag", "noindex, nofollow");
    }

    private static String path(String token, String page) {
        return "/mail/" + token + "/" + page;
    }
}
