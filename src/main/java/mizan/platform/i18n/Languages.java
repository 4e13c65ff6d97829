package mizan.platform.i18n;

import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Supported languages, and the negotiation of the language of a request. */
@Singleton
public class Languages {

    /** The languages with a complete message bundle. */
    public static final List<Locale> SUPPORTED =
            Stream.of("ar", "en", "fr", "fa", "ur", "tr", "he").map(Locale::of).toList();

    private static final Set<Locale> AVAILABLE = Set.of(Locale.getAvailableLocales());
    private static final Set<String> DIGITS = Set.of("arab", "arabext", "latn");

    private static final int MAX_LENGTH = 200;

    private static final String DEFAULT_ATTRIBUTE = "mizan.language";

    private final Locale serviceDefault;

    Languages(@Property(name = "mizan.language") Locale serviceDefault) {
        this.serviceDefault = serviceDefault;
    }

    /** The codes of the supported languages, for a message to the operator. */
    public static String tags() {
        return SUPPORTED.stream().map(Locale::toLanguageTag).collect(Collectors.joining(", "));
    }

    /** Whether a tag such as {@code ar-u-nu-latn} has a supported language. */
    public static boolean isSupported(String tag) {
        return SUPPORTED.stream()
                .anyMatch(supported -> supported
                        .getLanguage()
                        .equals(Locale.forLanguageTag(tag.replace('_', '-')).getLanguage()));
    }

    /** The language of Accept-Language (RFC 9110 §12.5.4), else the request's default, else the service's default. */
    public Locale of(HttpRequest<?> request) {
        Locale requestDefault =
                request.getAttribute(DEFAULT_ATTRIBUTE, Locale.class).orElse(serviceDefault);
        String accepted = request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE);
        return accepted == null ? requestDefault : lookup(accepted).orElse(requestDefault);
    }

    /** The best supported language for a language priority list (RFC 4647 §2.3) or a single tag. */
    public static Optional<Locale> lookup(String ranges) {
        if (ranges.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Locale.lookup(Locale.LanguageRange.parse(ranges), SUPPORTED));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /**
     * The locale for a page that states its language. Extensions of the tag, such as its digits, are kept. A plain tag
     * of the site's language gets the site's extensions.
     *
     * @param tag the page's {@code lang} (BCP 47); if it is null or not supported, the result is the site's locale
     */
    public static Locale negotiate(@Nullable String tag, Locale site) {
        if (tag == null) {
            return site;
        }
        return lookup(tag)
                .map(supported -> {
                    Locale page = bounded(Locale.forLanguageTag(tag));
                    boolean hasSameCode = page.getLanguage().equals(supported.getLanguage());
                    // Without extensions, or a language that is supported under another code (arz, iw).
                    boolean isPlain = !hasSameCode || page.toLanguageTag().equals(page.getLanguage());
                    Locale plain = supported.getLanguage().equals(site.getLanguage()) ? site : supported;
                    return isPlain ? plain : page;
                })
                .orElse(site);
    }

    /**
     * Without the parts of a tag of which clients could make up any number: the JDK keeps formats of each locale in memory
     * for ever. Known countries and digits stay.
     */
    private static Locale bounded(Locale locale) {
        Locale.Builder bounded = new Locale.Builder().setLanguage(locale.getLanguage());
        Locale withCountry = Locale.of(locale.getLanguage(), locale.getCountry());
        if (AVAILABLE.contains(withCountry)) {
            bounded.setRegion(locale.getCountry());
        }
        String digits = locale.getUnicodeLocaleType("nu");
        if (DIGITS.contains(digits == null ? "" : digits)) {
            bounded.setUnicodeLocaleKeyword("nu", digits);
        }
        return bounded.build();
    }

    /** Sets the language of responses to clients that send no Accept-Language, such as the language of the site. */
    public static void setDefault(HttpRequest<?> request, Locale language) {
        request.setAttribute(DEFAULT_ATTRIBUTE, language);
    }

    /** The value of HTML's {@code dir} attribute: {@code rtl} or {@code ltr}. */
    public static String direction(Locale language) {
        return switch (language.getLanguage()) {
            case "ar", "fa", "ur", "he" -> "rtl";
            default -> "ltr";
        };
    }
}
