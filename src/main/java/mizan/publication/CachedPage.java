package mizan.publication;

import mizan.platform.netty.CachedResource;
import mizan.platform.netty.Representation;
import mizan.site.Site;
import org.jspecify.annotations.Nullable;

/** The cached response to one request target, for the event loop. */
record CachedPage(PageCache cache, CacheKey key, Site site, String route) implements CachedResource {

    @Override
    public @Nullable Representation representation() {
        @Nullable RenderedResponse valid = cache.getIfValid(key);
        return valid == null ? null : valid.representation();
    }

    @Override
    public int memoryBytes() {
        return key.memoryBytes();
    }

    @Override
    public boolean allowsOrigin(String origin) {
        return site.hasOrigin(origin);
    }
}
