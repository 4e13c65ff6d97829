package mizan.moderation;

import jakarta.inject.Singleton;
import java.util.Set;
import mizan.moderator.Moderator;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.site.Site;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

/** Checks on which sites a moderator may see and decide comments. */
@Singleton
public class SiteAccess {

    private final Sites sites;

    SiteAccess(Sites sites) {
        this.sites = sites;
    }

    /**
     * The requested site, or all sites of the moderator if none is requested.
     *
     * @throws ProblemException no-such-site, or not-allowed
     */
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

    /** @throws ProblemException not-allowed for an account that may not decide on any site */
    public void requireDecider(Moderator moderator) {
        if (!moderator.canModerate()) {
            throw new ProblemException(ProblemType.NOT_ALLOWED);
        }
    }
}
