package mizan.site;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a site tells authors whose comments are not published.
 *
 * @param rulesUrl the page with the rules for comments; null if there is none
 * @param contactUrl the page on which an author can complain; null if there is none
 * @param houseRules the site's own rules in the language of the site, each by a name of {@link #HOUSE_RULES}
 */
public record SiteTerms(@Nullable String rulesUrl, @Nullable String contactUrl, Map<String, String> houseRules) {

    public static final SiteTerms NONE = new SiteTerms(null, null, Map.of());

    /** The reasons of rejection that are rules of the site, as settings name them. */
    public static final List<String> HOUSE_RULES =
            List.of("spam", "abuse", "hate", "off-topic", "personal-data", "other");

    public SiteTerms {
        houseRules = Map.copyOf(houseRules);
    }

    /**
     * The rule that a rejected comment breaks.
     *
     * @param reason the reason of the rejection, such as {@code OFF_TOPIC}
     */
    public Optional<String> houseRule(String reason) {
        return Optional.ofNullable(
                houseRules.get(reason.toLowerCase(Locale.ROOT).replace('_', '-')));
    }
}
