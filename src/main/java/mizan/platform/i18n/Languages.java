package mizan.platform.i18n;

import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The languages that the service speaks, and the one for a request. */
@Singleton
public class Languages {

    /** Each has a complete message bundle. */
    public static final List<Locale> SUPPORTED =
            Stream.of("ar", "en", "fr", "fa", "ur", "tr", "he").map(Locale::of).toList();

    private static final int MAX_RANGES = 200;

    private static final String FALLBACK_ATTRIBUTE = "mizan.language";

    private final Locale fallback;

    Languages(@Property(name = "mizan.language") Locale fallback) {
        this.fallback = fallback;
    }

    /** The language of Accept-Language (RFC 9110 §12.5.4), else the one noted for the request, else the service's own. */
    public Locale of(HttpRequest<?> request) {
        Locale noted = request.getAttribute(FALLBACK_ATTRIBUTE, Locale.class).orElse(fallback);
        String accepted = request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE);
        return accepted == null ? noted : lookup(accepted).orElse(noted);
    }

    /** The best of our languages for a language priority list (RFC 4647 §2.3), or for one tag. */
    public static Optional<Locale> lookup(String ranges) {
        if (ranges.length() > MAX_RANGES) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Locale.lookup(Locale.LanguageRange.parse(ranges), SUPPORTED));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /**
     * The language that a page asks for, with all its wishes, such as its digits; where it has none, with the site's.
     *
     * @param tag what the page's {@code lang} says (BCP 47); the site's language if it is null, or not one of ours
     */
    public static Locale negotiate(@Nullable String tag, Locale site) {
        if (tag == null) {
            return site;
        }
        return lookup(tag)
                .map(known -> {
                    Locale page = Locale.forLanguageTag(tag);
                    boolean isKnown = page.getLanguage().equals(known.getLanguage());
                    // No wish of its own, or a language that we know by another name (arz, iw).
                    boolean isPlain = !isKnown || page.toLanguageTag().equals(page.getLanguage());
                    Locale plain = known.getLanguage().equals(site.getLanguage()) ? site : known;
                    return isPlain ? plain : page;
                })
                .orElse(site);
    }

    /** Notes the language of what the request is about, for a client that names none. */
    public static void setDefault(HttpRequest<?> request, Locale language) {
        request.setAttribute(FALLBACK_ATTRIBUTE, language);
    }

    /** {@code rtl} or {@code ltr}, as HTML's {@code dir} has it. */
    public static String direction(Locale language) {
        return switch (language.getLanguage()) {
            case "ar", "fa", "ur", "he" -> "rtl";
            default -> "ltr";
        };
    }
}
