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
 * One browser's try to sign in, which it keeps in a cookie until it comes back.
 *
 * @param state ties the return to the browser that went
 * @param nonce ties the provider's token to this try
 * @param verifier makes the code worth nothing to anybody else
 */
record AuthorizationState(State state, Nonce nonce, CodeVerifier verifier) {

    private static final Pattern WRITTEN = Pattern.compile("([\\w-]{22,128})\\.([\\w-]{22,128})\\.([\\w-]{43,128})");

    static AuthorizationState begin() {
        return new AuthorizationState(new State(), new Nonce(), new CodeVerifier());
    }

    static Optional<AuthorizationState> parse(String written) {
        Matcher matcher = WRITTEN.matcher(written);
        return matcher.matches()
                ? Optional.of(new AuthorizationState(
                        new State(matcher.group(1)), new Nonce(matcher.group(2)), new CodeVerifier(matcher.group(3))))
                : Optional.empty();
    }

    String write() {
        return state.getValue() + "." + nonce.getValue() + "." + verifier.getValue();
    }

    boolean isReturn(String returned) {
        return MessageDigest.isEqual(
                state.getValue().getBytes(StandardCharsets.UTF_8), returned.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Attempt[…]";
    }
}
