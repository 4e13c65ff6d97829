package mizan.console.layout;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An address inside of the console: where somebody is sent on to never leads anywhere else. */
public final class ConsolePath {

    public static final String START = "/console";
    static final String SIGN_IN = "/console/sign-in";
    static final String SIGN_OUT = "/console/sign-out";
    public static final String PRIVACY = "/console/privacy";

    // A browser takes «//host» and «/\host» for other hosts, and drops tabs and line feeds before it looks.
    private static final Pattern OURS = Pattern.compile("/console(/[A-Za-z0-9._~%/-]*)?(\\?[!-~&&[^\\\\#]]*)?");

    private static final int MAX_LENGTH = 2_000;

    private ConsolePath() {}

    /** The path with its query, if it is one of a page of the console's. */
    static Optional<String> parse(@Nullable String typed) {
        return Optional.ofNullable(typed)
                .filter(path ->
                        path.length() <= MAX_LENGTH && OURS.matcher(path).matches())
                .filter(path -> !path.contains("//") && !path.contains("/."))
                .filter(path -> !path.startsWith(SIGN_IN));
    }

    /** The same, else the console's first page. */
    public static URI orStart(@Nullable String typed) {
        try {
            return URI.create(parse(typed).orElse(START));
        } catch (IllegalArgumentException _) {
            return URI.create(START);
        }
    }

    /** The sign-in page, which leads on to where somebody wanted to go. */
    public static URI signIn(@Nullable String next) {
        return URI.create(SIGN_IN
                + parse(next)
                        .filter(path -> !path.equals(START))
                        .map(path -> "?next=" + URLEncoder.encode(path, StandardCharsets.UTF_8))
                        .orElse(""));
    }
}
