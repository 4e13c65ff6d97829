package mizan.publication;

import mizan.platform.netty.CachedResource;
import mizan.platform.netty.Representation;
import mizan.site.Site;
import org.jspecify.annotations.Nullable;

/** The cached response to one request target, for the event loop. */
record CachedPage(PageCache cache, CacheKey key, Site site, String route) implements CachedResource {

    @Override
    public @Nullable Representation representation() {
        return cache.getIfValid(key);
    }

    @Override
    public boolean allowsOrigin(String origin) {
        return site.hasOrigin(origin);
    }
}
