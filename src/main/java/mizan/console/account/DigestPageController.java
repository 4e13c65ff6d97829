package mizan.console.account;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import mizan.console.layout.ConsoleRenderer;
import mizan.console.layout.Layout;
import mizan.email.EmailAddress;
import mizan.email.EmailValidation;
import mizan.mail.recipient.ModeratorAddresses;
import mizan.mail.recipient.ModeratorAddresses.ModeratorAddress;
import mizan.moderator.Moderator;
import mizan.moderator.RequiresSignIn;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.request.BodyErrorResponses;
import mizan.platform.http.request.StrictBodyReader;
import mizan.site.OpenHours;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

/** Lets moderators set the address for e-mails about overdue queues, and quiet hours. Without e-mail the page does not exist. */
@Controller(DigestPage.PATH)
@RequiresSignIn
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class DigestPageController {

    private static final Pattern HOURS = Pattern.compile("\\d\\d:\\d\\d-\\d\\d:\\d\\d");

    private final ModeratorAddresses addresses;
    private final Sites sites;
    private final StrictBodyReader reader;
    private final ConsoleRenderer renderer;

    DigestPageController(ModeratorAddresses addresses, Sites sites, StrictBodyReader reader, ConsoleRenderer renderer) {
        this.addresses = addresses;
        this.sites = sites;
        this.reader = reader;
        this.renderer = renderer;
    }

    @Get
    HttpResponse<?> form(HttpRequest<?> request, Moderator moderator) {
        return render(HttpStatus.OK, request, moderator, null);
    }

    @Post
    @BodyErrorResponses
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> change(HttpRequest<?> request, Moderator moderator, @Body byte[] body) {
        requireMail(moderator);
        Map<String, String> form = reader.form(body);
        if (form.containsKey("quiet")) {
            return changeHours(request, moderator, form.getOrDefault("from", ""), form.getOrDefault("to", ""));
        }
        if (form.containsKey("remove")) {
            addresses.remove(moderator.name());
            return ConsoleRenderer.redirect(URI.create(DigestPage.PATH));
        }
        return switch (EmailValidation.of(form.get("email"))) {
            case EmailValidation.Valid(EmailAddress address) -> {
                addresses.set(
                        moderator.name(),
                        address,
                        renderer.layout(request).messages().language());
                yield ConsoleRenderer.redirect(URI.create(DigestPage.PATH));
            }
            case EmailValidation.Invalid _ ->
                render(HttpStatus.UNPROCESSABLE_ENTITY, request, moderator, "digest.invalid");
        };
    }

    private HttpResponse<?> changeHours(HttpRequest<?> request, Moderator moderator, String from, String to) {
        if (from.isEmpty() && to.isEmpty()) {
            addresses.setQuietHours(moderator.name(), null);
            return ConsoleRenderer.redirect(URI.create(DigestPage.PATH));
        }
        String hours = from + "-" + to;
        if (HOURS.matcher(hours).matches() && OpenHours.parse(hours).isPresent()) {
            addresses.setQuietHours(moderator.name(), hours);
            return ConsoleRenderer.redirect(URI.create(DigestPage.PATH));
        }
        Layout layout = layout(request);
        return render(
                HttpStatus.UNPROCESSABLE_ENTITY,
                new DigestPage(
                        layout,
                        addresses.find(moderator.name()).orElse(null),
                        null,
                        new DigestPage.Hours(from, to, timeZone(), layout.text("digest.hoursInvalid"))));
    }

    private HttpResponse<?> render(
            HttpStatus status, HttpRequest<?> request, Moderator moderator, @Nullable String violation) {
        requireMail(moderator);
        Layout layout = layout(request);
        Optional<ModeratorAddress> address = addresses.find(moderator.name());
        String hours = address.map(ModeratorAddress::quietHours).orElse("-");
        int dash = hours.indexOf('-');
        return render(
                status,
                new DigestPage(
                        layout,
                        address.orElse(null),
                        violation == null ? null : layout.text(violation),
                        new DigestPage.Hours(hours.substring(0, dash), hours.substring(dash + 1), timeZone(), null)));
    }

    private Layout layout(HttpRequest<?> request) {
        return renderer.layout(request).withPath(DigestPage.PATH);
    }

    private HttpResponse<?> render(HttpStatus status, DigestPage page) {
        return renderer.render(status, "console/digest.jte", page);
    }

    /** The id of the time zone of quiet hours. That of an offset of zero is Z, which is no name for people. */
    private String timeZone() {
        ZoneId zone = sites.timeZone();
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    private void requireMail(Moderator moderator) {
        if (!addresses.areAvailable() || !moderator.canModerate()) {
            throw new ProblemException(ProblemType.NOT_FOUND);
        }
    }
}
