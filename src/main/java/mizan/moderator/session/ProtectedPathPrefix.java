package mizan.moderator.session;

/**
 * A path below which requests that match no route are handled like protected ones: their account is resolved, so that a 404
 * page shows who is signed in, and a disabled account gets a 401. Features contribute their prefixes as beans.
 *
 * @param path such as {@code /console}
 */
public record ProtectedPathPrefix(String path) {

    boolean contains(String requestPath) {
        return requestPath.startsWith(path)
                && (requestPath.length() == path.length() || requestPath.charAt(path.length()) == '/');
    }
}
