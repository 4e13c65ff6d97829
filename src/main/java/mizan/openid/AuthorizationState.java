package mizan.openid;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The state of one authorization request. The browser keeps it in a cookie until the provider redirects it back.
 *
 * @param state binds the callback to the browser that began the request
 * @param nonce binds the ID token to this request
 * @param verifier makes the code useless to other clients (PKCE)
 */
record AuthorizationState(State state, Nonce nonce, CodeVerifier verifier) {

    private static final Pattern FORMAT = Pattern.compile("([\\w-]{22,128})\\.([\\w-]{22,128})\\.([\\w-]{43,128})");

    static AuthorizationState create() {
        return new AuthorizationState(new State(), new Nonce(), new CodeVerifier());
    }

    static Optional<AuthorizationState> parse(String text) {
        Matcher matcher = FORMAT.matcher(text);
        return matcher.matches()
                ? Optional.of(new AuthorizationState(
                        new State(matcher.group(1)), new Nonce(matcher.group(2)), new CodeVerifier(matcher.group(3))))
                : Optional.empty();
    }

    String serialize() {
        return state.getValue() + "." + nonce.getValue() + "." + verifier.getValue();
    }

    boolean hasState(String other) {
        return MessageDigest.isEqual(
                state.getValue().getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "AuthorizationState[…]";
    }
}
