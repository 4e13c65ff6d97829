package mizan.platform.netty;

import org.jspecify.annotations.Nullable;

/** A public resource whose response may be cached. Its methods run on the event loop and must not block. */
public interface CachedResource {

    /** The current representation; null if it is not cached. */
    @Nullable Representation representation();

    /** Whether pages of this origin may read the response (CORS). */
    boolean allowsOrigin(String origin);

    /** An upper bound of the memory of this object without the representation, in bytes. */
    int memoryBytes();

    /** The URI template of the route, for the metrics. */
    String route();
}
