package mizan.openid;

import com.nimbusds.jwt.SignedJWT;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mizan.testing.Answer;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import mizan.testing.ServiceTest;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterEach;

/** The base of tests with a provider: a real OpenID server on the loopback address. */
abstract class OpenIdTest extends ServiceTest {

    static final String REALM = "realm";
    static final String CLIENT = "mizan-console";
    static final String QUEUE = "/api/v1/moderation/comments";

    static final MockOAuth2Server PROVIDER = provider();
    static final String ISSUER = PROVIDER.issuerUrl(REALM).toString();
    private static final EmbeddedServer SERVICE = replica(settings(ISSUER));

    static {
        // Deletes the first account, which every start creates.
        Postgres.deleteRows();
    }

    @AfterEach
    void resetThrottle() {
        SERVICE.getApplicationContext().getBean(MutableClock.class).advance(Duration.ofHours(1));
    }

    /** Settings that accept the accounts of this provider, such as ada@newsroom. */
    static Map<String, Object> settings(String issuer) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("mizan.openid.issuer", issuer);
        settings.put("mizan.openid.alias", "newsroom");
        settings.put("mizan.openid.client-id", CLIENT);
        settings.put("mizan.openid.client-secret", "a secret of the provider");
        settings.put("mizan.openid.audience", "mizan-api");
        settings.put("mizan.openid.roles-claim", "realm_access.roles");
        settings.put("mizan.openid.sites-claim", "desks");
        settings.put("mizan.openid.roles.Comments/Editors", "MODERATOR");
        settings.put("mizan.openid.roles.comment-chiefs", "ADMIN");
        settings.put("mizan.openid.sites.Demo_Desk", "demo");
        settings.put("mizan.openid.sites.herald", "herald");
        settings.put("mizan.openid.sites.gone", "nowhere");
        return settings;
    }

    static int servicePort() {
        return SERVICE.getPort();
    }

    static Answer ask(String method, String path, String... headers) {
        return sendTo(servicePort(), method, path, new byte[0], headers);
    }

    static int queue(SignedJWT token, String query) {
        return ask("GET", QUEUE + query, "Authorization", "Bearer " + token.serialize())
                .status();
    }

    /** The claims in the token of an account. */
    static Map<String, Object> tokenClaims(String name, List<String> roles, List<String> desks) {
        return Map.of("preferred_username", name, "realm_access", Map.of("roles", roles), "desks", desks);
    }

    static Map<String, Object> ada() {
        return tokenClaims("ada", List.of("Comments/Editors", "coffee"), List.of("Demo_Desk", "gone", "sports"));
    }

    static SignedJWT token(Map<String, Object> tokenClaims) {
        return token(REALM, "mizan-api", tokenClaims, 3600);
    }

    static SignedJWT token(String realm, String audience, Map<String, Object> tokenClaims, long seconds) {
        return PROVIDER.issueToken(
                realm,
                CLIENT,
                new DefaultOAuth2TokenCallback(realm, "0815", "JWT", List.of(audience), tokenClaims, seconds));
    }

    private static MockOAuth2Server provider() {
        MockOAuth2Server server = new MockOAuth2Server();
        server.start();
        return server;
    }
}
