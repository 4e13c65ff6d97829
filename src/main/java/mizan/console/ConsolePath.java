package mizan.console;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An address inside of the console: where somebody is sent on to never leads anywhere else. */
public final class ConsolePath {

    public static final String HOME = "/console";
    public static final String SIGN_IN = "/console/sign-in";
    public static final String SIGN_OUT = "/console/sign-out";
    public static final String PRIVACY = "/console/privacy";

    // A browser takes «//host» and «/\host» for other hosts, and drops tabs and line feeds before it looks.
    private static final Pattern PAGE_PATH = Pattern.compile("/console(/[A-Za-z0-9._~%/-]*)?(\\?[!-~&&[^\\\\#]]*)?");

    private static final int MAX_LENGTH = 2_000;

    private ConsolePath() {}

    /** The path with its query, if it is one of a page of the console's. */
    public static Optional<String> parse(@Nullable String path) {
        return Optional.ofNullable(path)
                .filter(p -> p.length() <= MAX_LENGTH && PAGE_PATH.matcher(p).matches())
                .filter(p -> !p.contains("//") && !p.contains("/."))
                .filter(p -> !p.startsWith(SIGN_IN));
    }

    /** The same, else the console's first page. */
    public static URI orHome(@Nullable String path) {
        try {
            return URI.create(parse(path).orElse(HOME));
        } catch (IllegalArgumentException _) {
            return URI.create(HOME);
        }
    }

    /** The sign-in page, which leads on to where somebody wanted to go. */
    public static URI signIn(@Nullable String next) {
        return URI.create(SIGN_IN
                + parse(next)
                        .filter(path -> !path.equals(HOME))
                        .map(path -> "?next=" + URLEncoder.encode(path, StandardCharsets.UTF_8))
                        .orElse(""));
    }
}
