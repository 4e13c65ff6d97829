package mizan.platform.netty;

import org.jspecify.annotations.Nullable;

/** How a request line is answered for as long as a body is at hand. Asked on the event loop: it must not wait. */
public interface CachedResource {

    /** The body as it stands now; null if it would have to be made first. */
    @Nullable Representation representation();

    /** Whether a browser may show it to that origin's pages. */
    boolean allowsOrigin(String origin);

    /** The route's template, under which its requests are counted. */
    String route();
}
