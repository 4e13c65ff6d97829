package mizan.screening.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mizan.text.DomainName;
import mizan.text.TextSpan;

/**
 * A link in a text, also one without a scheme.
 *
 * @param host in Unicode and lower case
 */
public record Link(String host, TextSpan span) {

    // Repetitions are bounded or possessive, and a match starts at the start of a word only: linear time.
    private static final Pattern LINK = Pattern.compile(
            "(?<![\\p{L}\\p{N}@._-])((?:https?|hxxps?|ftp)://|www\\.)?"
                    + "((?:[\\p{L}\\p{M}\\p{N}_-]{1,63}+\\.){1,8}\\p{L}[\\p{L}\\p{N}-]{1,23}+)"
                    + "(?::\\d{1,5}+)?+(?:[/?#][^\\s<>\"«»]*+)?+",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** A hostile text may have thousands. */
    private static final int MAX_LINKS = 200;

    /** Top-level domains that people write without a scheme. Other words with a dot inside are mostly typing errors. */
    private static final Set<String> COMMON = Set.of(
            "com", "net", "org", "info", "biz", "ru", "cn", "io", "me", "co", "xyz", "top", "online", "site", "shop",
            "club", "app", "link", "click", "live", "store", "website", "tk", "ml", "ga", "cf", "gq", "ly", "gg", "bet",
            "casino", "win", "vip", "pro", "tv", "uk", "de", "fr", "tr", "ir", "eg", "sa", "ae", "to", "cc", "ws",
            "su");

    /** Top-level domains that are English words: many people leave out the space between two sentences. */
    private static final Set<String> WORDS = Set.of(
            "info", "me", "to", "top", "online", "site", "shop", "club", "app", "link", "click", "live", "store",
            "website", "bet", "casino", "win", "pro");

    /** The first links in a text, in their order. */
    public static List<Link> in(String text) {
        List<Link> links = new ArrayList<>();
        if (!hasDotWithinWord(text)) {
            return links;
        }
        Matcher matcher = LINK.matcher(text);
        while (matcher.find() && links.size() < MAX_LINKS) {
            String host = matcher.group(2).toLowerCase(Locale.ROOT);
            if (matcher.group(1) != null || isWrittenWithoutScheme(matcher.group(2), host)) {
                links.add(new Link(
                        DomainName.parse(host).map(DomainName::unicode).orElse(host),
                        new TextSpan(matcher.start(), matcher.end())));
            }
        }
        return links;
    }

    private static boolean isWrittenWithoutScheme(String typed, String host) {
        int top = host.lastIndexOf('.') + 1;
        boolean isNextSentence = WORDS.contains(host.substring(top))
                && Character.isUpperCase(typed.charAt(top))
                && Character.isLowerCase(typed.charAt(top + 1))
                && typed.substring(0, top).chars().noneMatch(Character::isUpperCase);
        return COMMON.contains(host.substring(top)) && !isNextSentence;
    }

    // Most texts have dots at the ends of sentences only, and need no search.
    private static boolean hasDotWithinWord(String text) {
        for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', dot + 1)) {
            if (dot + 1 < text.length() && !Character.isWhitespace(text.charAt(dot + 1))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the host is one of these domains, or below one. */
    public boolean isWithin(Set<String> domains) {
        for (String domain = host; ; domain = domain.substring(domain.indexOf('.') + 1)) {
            if (domains.contains(domain)) {
                return true;
            }
            if (domain.indexOf('.') < 0) {
                return false;
            }
        }
    }
}
