package mizan.site;

import org.jspecify.annotations.Nullable;

/**
 * The pages of a site for authors whose comments are not published.
 *
 * @param rulesUrl the rules for comments; null if there are none
 * @param contactUrl where to complain; null if the site names no page
 */
public record SiteTerms(@Nullable String rulesUrl, @Nullable String contactUrl) {}
