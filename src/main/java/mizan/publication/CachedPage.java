package mizan.publication;

import mizan.platform.netty.CachedResource;
import mizan.platform.netty.Representation;
import mizan.site.Site;
import org.jspecify.annotations.Nullable;

/** What a reader gets who asks the same again. */
record CachedPage(PageCache answers, CacheKey asked, Site site, String route) implements CachedResource {

    @Override
    public @Nullable Representation body() {
        return answers.find(asked);
    }

    @Override
    public boolean mayRead(String origin) {
        return site.hasOrigin(origin);
    }
}
