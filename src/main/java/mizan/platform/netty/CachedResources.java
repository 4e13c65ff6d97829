package mizan.platform.netty;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import jakarta.inject.Singleton;
import mizan.platform.HeapSize;
import org.jspecify.annotations.Nullable;

/**
 * Cached resources by request target, exactly as it is in the request line (RFC 9112 §3.2): no target is parsed twice.
 * The size is bounded. Caffeine's W-TinyLFU evicts rarely requested targets first.
 */
@Singleton
public class CachedResources {

    /** In bytes. */
    private static final long MAX_WEIGHT = 4 << 20;

    /** Upper bound of the memory of an entry besides its target and resource, in bytes. */
    private static final int ENTRY_OVERHEAD = 300;

    private final Cache<String, CachedResource> byTarget = Caffeine.newBuilder()
            .maximumWeight(MAX_WEIGHT)
            .weigher((String target, CachedResource resource) ->
                    ENTRY_OVERHEAD + HeapSize.of(target) + resource.memoryBytes())
            .executor(Runnable::run)
            .build();

    /** Caches the resource for the request's target. The response must depend on nothing else in the request. */
    public void put(HttpRequest<?> request, CachedResource resource) {
        if (request instanceof NettyHttpRequest<?> netty) {
            put(netty.getNativeRequest().uri(), resource);
        }
    }

    void put(String target, CachedResource resource) {
        byTarget.put(target, resource);
    }

    @Nullable CachedResource get(String target) {
        return byTarget.getIfPresent(target);
    }

    /** The estimated size of all entries in bytes. */
    long weight() {
        byTarget.cleanUp();
        return byTarget.policy().eviction().orElseThrow().weightedSize().orElseThrow();
    }
}
