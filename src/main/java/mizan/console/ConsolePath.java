package mizan.console;

import io.micronaut.http.uri.UriBuilder;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import mizan.platform.http.RequestTarget;
import org.jspecify.annotations.Nullable;

/** Paths of the console. Redirects accept only these, so that they never lead to another site. */
public final class ConsolePath {

    public static final String HOME = "/console";
    public static final String SIGN_IN = "/console/sign-in";
    public static final String SIGN_OUT = "/console/sign-out";
    public static final String PRIVACY = "/console/privacy";

    // Browsers read "//host" and "/\host" as other hosts, remove tabs and line feeds before parsing, and read encoded
    // dots as dots. The path of a console page needs no encoding, and no segment of it begins with a dot. The query may
    // contain anything but control characters.
    private static final Pattern PAGE_PATH =
            Pattern.compile("/console(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?(\\?[!-~&&[^\\\\#]]*)?");

    private static final Pattern ENCODED_CONTROL = Pattern.compile("%([01]|7[Ff]|(?![0-9A-Fa-f]{2}))");

    private static final int MAX_LENGTH = 2_000;

    private ConsolePath() {}

    /** The path and query of a console page; empty for any other address, and for the sign-in page. */
    public static Optional<String> parse(@Nullable String path) {
        return Optional.ofNullable(path)
                .filter(p -> p.length() <= MAX_LENGTH && PAGE_PATH.matcher(p).matches())
                .filter(p -> !ENCODED_CONTROL.matcher(p).find() && !isSignIn(p));
    }

    /** Whether the path is that of the sign-in page, with any query. */
    public static boolean isSignIn(String path) {
        return path.equals(SIGN_IN) || path.startsWith(SIGN_IN + "?");
    }

    /** The given console page, or the first page if the path is not valid. */
    public static URI orHome(@Nullable String path) {
        try {
            return URI.create(RequestTarget.encode(parse(path).orElse(HOME)));
        } catch (IllegalArgumentException _) {
            return URI.create(HOME);
        }
    }

    /** The sign-in page, which redirects to the given page after the sign-in. */
    public static URI signIn(@Nullable String next) {
        return UriBuilder.of(SIGN_IN)
                .queryParam(
                        "next", parse(next).filter(path -> !path.equals(HOME)).orElse(null))
                .build();
    }
}
