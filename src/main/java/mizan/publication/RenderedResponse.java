package mizan.publication;

import mizan.platform.netty.Representation;

/**
 * A response that was just rendered, for the cache.
 *
 * @param isEmpty whether it tells only that there are no comments
 */
public record RenderedResponse(Representation representation, boolean isEmpty) {}
