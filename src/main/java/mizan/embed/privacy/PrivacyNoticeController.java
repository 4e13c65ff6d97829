package mizan.embed.privacy;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import mizan.embed.Pages;
import mizan.platform.i18n.Languages;
import mizan.platform.i18n.MessageBundle;
import mizan.screening.remote.RemoteScorers;
import mizan.site.Site;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

/** The privacy notice of a site, or of all sites. */
@Controller("/privacy")
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
class PrivacyNoticeController {

    private static final MessageBundle BUNDLE = new MessageBundle("mizan.privacy");

    private final Languages languages;
    private final Sites sites;
    private final RemoteScorers scorers;
    private final Pages pages;

    PrivacyNoticeController(Languages languages, Sites sites, RemoteScorers scorers, Pages pages) {
        this.languages = languages;
        this.sites = sites;
        this.scorers = scorers;
        this.pages = pages;
    }

    @Get
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> show(HttpRequest<?> request, @QueryValue @Nullable String site, @QueryValue @Nullable String lang) {
        List<Site> selected = site == null
                ? sites.all().stream().sorted(Comparator.comparing(Site::name)).toList()
                : List.of(sites.get(site));
        if (selected.size() == 1) {
            Languages.setDefault(request, selected.getFirst().language());
        }
        Locale language = Languages.negotiate(lang, languages.of(request));
        List<Site> scored =
                selected.stream().filter(one -> scorers.isUsed(one.name())).toList();
        return pages.render(
                HttpStatus.OK, "embed/privacy.jte", new PrivacyNotice(BUNDLE.in(language), selected, scored));
    }
}
