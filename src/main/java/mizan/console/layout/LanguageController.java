package mizan.console.layout;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import mizan.console.ConsolePath;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.platform.http.request.BodyErrorResponses;
import mizan.platform.http.request.StrictBodyReader;

/** Lets moderators choose the console's language. */
@Controller("/console/language")
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
class LanguageController {

    private final ConsoleLanguages languages;
    private final StrictBodyReader reader;

    LanguageController(ConsoleLanguages languages, StrictBodyReader reader) {
        this.languages = languages;
        this.reader = reader;
    }

    @Post
    @BodyErrorResponses
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> choose(HttpRequest<?> request, @Body byte[] body) {
        Map<String, String> form = reader.form(body);
        Locale language = languages
                .supported(form.getOrDefault("language", ""))
                .orElseThrow(() -> ProblemException.invalid(FieldViolation.of("language", "unknown")));
        String next = form.getOrDefault("next", "");
        return ConsoleRenderer.redirect(
                        next.startsWith(ConsolePath.SIGN_IN) ? signInPath(next) : ConsolePath.orHome(next))
                .cookie(languages.cookie(request, language));
    }

    private static URI signInPath(String next) {
        int query = next.indexOf("?next=");
        return ConsolePath.signIn(
                query < 0 ? null : URLDecoder.decode(next.substring(query + 6), StandardCharsets.UTF_8));
    }
}
