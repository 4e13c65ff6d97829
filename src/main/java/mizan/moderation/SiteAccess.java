package mizan.moderation;

import jakarta.inject.Singleton;
import java.util.Set;
import mizan.moderator.Moderator;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.site.Site;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

/** The sites whose comments a moderator may see and decide on. */
@Singleton
public class SiteAccess {

    private final Sites sites;

    SiteAccess(Sites sites) {
        this.sites = sites;
    }

    /** The sites that were asked for, all of the moderator's if none was. */
    public Set<String> permittedSites(Moderator moderator, @Nullable String site) {
        requireDecider(moderator);
        if (site == null || site.isEmpty()) {
            return moderator.permittedSites(sites.all().stream().map(Site::name).toList());
        }
        if (!moderator.canModerate(sites.get(site).name())) {
            throw new ProblemException(ProblemType.NOT_ALLOWED);
        }
        return Set.of(site);
    }

    /** Refuses an account that decides nowhere. */
    public void requireDecider(Moderator moderator) {
        if (!moderator.canModerate()) {
            throw new ProblemException(ProblemType.NOT_ALLOWED);
        }
    }
}
