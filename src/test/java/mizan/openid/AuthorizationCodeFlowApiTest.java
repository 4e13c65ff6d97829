package mizan.openid;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.TokenRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenCallback;
import org.junit.jupiter.api.Test;

/** The authorization code flow from a browser, step by step. */
class AuthorizationCodeFlowApiTest extends OpenIdTest {

    private static final String START = "/console/openid";

    @Test
    void completeFlowSetsAStrictCookieOnAPageOfTheService() throws Exception {
        Answer start = ask("GET", START);
        assertThat(start.status()).isEqualTo(303);
        assertThat(start.header("Set-Cookie"))
                .startsWith("mizan-openid=")
                .contains("; HTTPOnly", "; SameSite=Lax", "; Path=/", "; Max-Age=600")
                .doesNotContain("Domain");
        assertThat(query(start.header("Location")))
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("response_type", "code")
                .containsEntry("client_id", CLIENT)
                .containsEntry("redirect_uri", "http://localhost:" + servicePort() + START + "/callback")
                .containsKeys("state", "nonce", "code_challenge");

        Answer back = sendCallback(callbackPath(start, ada()), cookie(start, "mizan-openid"));

        assertThat(back.status()).isEqualTo(200);
        assertThat(back.header("Content-Type")).startsWith("text/html");
        assertThat(back.body()).contains("<meta http-equiv=\"refresh\" content=\"0;url=/console\">");
        assertThat(back.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(back.header("Content-Security-Policy")).contains("default-src 'none'");
        List<String> cookies = back.headers().allValues("Set-Cookie");
        assertThat(cookies)
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("mizan-session=")
                        .contains("; HTTPOnly", "; SameSite=Strict", "; Path=/", "; Max-Age=3600"))
                .anySatisfy(cookie ->
                        assertThat(cookie).startsWith("mizan-openid=;").contains("Max-Age=0"));
        String session = cookie(back, "mizan-session");
        assertThat(ask("GET", QUEUE + "?site=demo", "Cookie", session).status()).isEqualTo(200);
        assertThat(ask("GET", QUEUE + "?site=herald", "Cookie", session).status())
                .isEqualTo(403);
        assertThat(Postgres.query("SELECT moderator, action FROM audit_entry ORDER BY id"))
                .containsExactly(List.of("null", "MODERATOR_ADDED"), List.of("ada@newsroom", "SIGNED_IN"));

        Postgres.execute("UPDATE moderator SET disabled_at = now()");
        assertThat(ask("GET", QUEUE, "Cookie", session).status()).isEqualTo(401);
    }

    @Test
    void callbackOfAnotherBrowserIsRefused() throws Exception {
        Answer start = ask("GET", START);
        Answer other = ask("GET", START);
        String path = callbackPath(start, ada());

        refused(sendCallback(path, cookie(other, "mizan-openid")));
        refused(sendCallback(path, "mizan-openid=x"));
        refused(ask("GET", path));
        refused(sendCallback(path.replaceAll("state=[^&]*", "state="), cookie(start, "mizan-openid")));
        refused(sendCallback(path.replaceAll("&?state=[^&]*", ""), cookie(start, "mizan-openid")));
        assertThat(sendCallback(path, cookie(start, "mizan-openid")).status()).isEqualTo(200);
    }

    @Test
    void codeCanBeUsedOnce() throws Exception {
        Answer start = ask("GET", START);
        String path = callbackPath(start, ada());
        assertThat(sendCallback(path, cookie(start, "mizan-openid")).status()).isEqualTo(200);

        refused(sendCallback(path, cookie(start, "mizan-openid")));
    }

    @Test
    void codeWithoutItsVerifierIsRefused() throws Exception {
        Answer start = ask("GET", START);
        String cookie = cookie(start, "mizan-openid");
        String another = cookie.substring(0, cookie.lastIndexOf('.') + 1) + "x".repeat(43);

        refused(sendCallback(callbackPath(start, ada()), another));
    }

    @Test
    void tokenWithAnotherNonceIsRefused() throws Exception {
        Answer start = ask("GET", START);
        String[] parts = cookie(start, "mizan-openid").split("\\.", -1);

        refused(sendCallback(callbackPath(start, ada()), parts[0] + "." + "x".repeat(43) + "." + parts[2]));
    }

    @Test
    void tokenIssuedToAnotherClientIsRefused() throws Exception {
        JWTClaimsSet.Builder token = new JWTClaimsSet.Builder().audience(CLIENT);
        assertThat(AuthorizationCodeFlow.isAuthorizedParty(token.build(), CLIENT))
                .isTrue();
        assertThat(AuthorizationCodeFlow.isAuthorizedParty(
                        token.audience(List.of(CLIENT, "another")).build(), CLIENT))
                .as("several audiences without an authorized party")
                .isFalse();
        assertThat(AuthorizationCodeFlow.isAuthorizedParty(
                        token.claim("azp", CLIENT).build(), CLIENT))
                .isTrue();
        assertThat(AuthorizationCodeFlow.isAuthorizedParty(
                        token.claim("azp", "another").build(), CLIENT))
                .isFalse();
    }

    @Test
    void flowWithATokenIssuedToAnotherClientIsRefused() throws Exception {
        Answer start = ask("GET", START);
        var another = new DefaultOAuth2TokenCallback(REALM, "0815", "JWT", List.of("mizan-api"), ada(), 3600) {
            @Override
            public Map<String, Object> addClaims(TokenRequest request) {
                Map<String, Object> claims = new HashMap<>(super.addClaims(request));
                claims.put("azp", "another");
                return claims;
            }
        };

        refused(sendCallback(callbackPath(start, another), cookie(start, "mizan-openid")));
    }

    @Test
    void accountWithoutMappedRoleIsNotAllowed() throws Exception {
        Answer start = ask("GET", START);

        Answer back = sendCallback(
                callbackPath(start, tokenClaims("eve", List.of("coffee"), List.of())), cookie(start, "mizan-openid"));

        assertThat(back.problem()).isEqualTo("403 application/problem+json /problems/not-allowed");
        assertThat(back.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(Postgres.query("SELECT moderator, action, detail FROM audit_entry"))
                .containsExactly(List.of("null", "SIGN_IN_REFUSED", "eve@newsroom"));
    }

    @Test
    void disabledAccountIsRefused() throws Exception {
        assertThat(queue(token(ada()), "")).isEqualTo(200);
        Postgres.execute("UPDATE moderator SET disabled_at = now()");
        Answer start = ask("GET", START);

        refused(sendCallback(callbackPath(start, ada()), cookie(start, "mizan-openid")));
    }

    @Test
    void signInDeniedAtTheProviderIsRefused() {
        Answer start = ask("GET", START);
        String state = query(start.header("Location")).get("state");

        refused(sendCallback(START + "/callback?error=access_denied&state=" + state, cookie(start, "mizan-openid")));
    }

    @Test
    void repeatedFailuresAreThrottled() {
        Answer start = ask("GET", START);
        String path = START + "/callback?code=x&state="
                + query(start.header("Location")).get("state");
        for (int i = 0; i < 30; i++) {
            refused(sendCallback(path, cookie(start, "mizan-openid")));
        }

        assertThat(sendCallback(path, cookie(start, "mizan-openid")).status()).isEqualTo(429);
    }

    private static void refused(Answer answer) {
        assertThat(answer.problem()).isEqualTo("401 application/problem+json /problems/sign-in-required");
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    private static Answer sendCallback(String path, String cookie) {
        return ask("GET", path, "Cookie", cookie);
    }

    /** Signs in at the provider, and returns the path of the callback. */
    private static String callbackPath(Answer start, Map<String, Object> tokenClaims) throws Exception {
        return callbackPath(
                start, new DefaultOAuth2TokenCallback(REALM, "0815", "JWT", List.of("mizan-api"), tokenClaims, 3600));
    }

    private static String callbackPath(Answer start, OAuth2TokenCallback callback) throws Exception {
        PROVIDER.enqueueCallback(callback);
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(start.header("Location")))
                                .build(),
                        BodyHandlers.ofString());
        URI back = URI.create(answer.headers().firstValue("Location").orElseThrow());
        return back.getRawPath() + "?" + back.getRawQuery();
    }

    private static String cookie(Answer answer, String name) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> query(String url) {
        return new QueryStringDecoder(url)
                .parameters().entrySet().stream()
                        .collect(toMap(
                                Map.Entry::getKey, entry -> entry.getValue().getFirst()));
    }
}
