package mizan.platform.netty;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * How requests are answered that have been answered before, by their target as it stands in the request line (RFC 9112
 * §3.2): nothing is parsed twice. Of unique targets, which anybody can make up, it remembers only so many, and rather
 * those that come again.
 */
@Singleton
public class CachedResources {

    private static final long MAX_OCTETS = 4 << 20;

    /** What an entry takes beside its target, in octets. */
    private static final int OVERHEAD = 400;

    private final Cache<String, CachedResource> byTarget = Caffeine.newBuilder()
            .maximumWeight(MAX_OCTETS)
            .weigher((String target, CachedResource _) -> 2 * target.length() + OVERHEAD)
            .executor(Runnable::run)
            .build();

    /** Notes that whoever sends the same target again, and nothing that the route looks at, gets the same answer. */
    public void put(HttpRequest<?> request, CachedResource answer) {
        if (request instanceof NettyHttpRequest<?> netty) {
            put(netty.getNativeRequest().uri(), answer);
        }
    }

    void put(String target, CachedResource answer) {
        byTarget.put(target, answer);
    }

    @Nullable CachedResource get(String target) {
        return byTarget.getIfPresent(target);
    }

    /** How many octets they take, as near as that can be said. */
    long size() {
        byTarget.cleanUp();
        return byTarget.policy().eviction().orElseThrow().weightedSize().orElseThrow();
    }
}
