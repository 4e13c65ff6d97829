package mizan.openid;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mizan.testing.Answer;
import mizan.testing.Ports;
import mizan.testing.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderTokensApiTest extends OpenIdTest {

    @Test
    void validTokenGivesAccessToItsSites() {
        SignedJWT token = token(ada());

        assertThat(queue(token, "?site=demo")).isEqualTo(200);
        assertThat(queue(token, "?site=herald")).isEqualTo(403);
        assertThat(Postgres.query("SELECT name, password_hash, roles, sites FROM moderator"))
                .containsExactly(List.of("ada@newsroom", "null", "{MODERATOR}", "{demo}"));
        assertThat(Postgres.query("SELECT action, detail FROM audit_entry"))
                .containsExactly(List.of("MODERATOR_ADDED", "ada@newsroom; roles: MODERATOR; sites: demo"));
    }

    @Test
    void disabledAccountIsRefusedDespiteAValidToken() {
        SignedJWT token = token(ada());
        assertThat(queue(token, "")).isEqualTo(200);

        Postgres.execute("UPDATE moderator SET disabled_at = now()");

        assertThat(queue(token, "")).isEqualTo(401);
        assertThat(queue(token(tokenClaims("ada", List.of("comment-chiefs"), List.of())), ""))
                .as("also with a newer token")
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"coffee", "MODERATOR", "ADMIN", "comments/editors", ""})
    void accountWithoutMappedRoleIsNotAllowed(String role) {
        Answer answer = ask(
                "GET",
                QUEUE,
                "Authorization",
                "Bearer "
                        + token(tokenClaims("eve", List.of(role), List.of("demo")))
                                .serialize());

        assertThat(answer.problem()).isEqualTo("403 application/problem+json /problems/not-allowed");
        assertThat(Postgres.value("SELECT count(*) FROM moderator")).isEqualTo("0");
    }

    @Test
    void newestTokenDeterminesRolesAndSites() throws Exception {
        SignedJWT older = signedAt(ada(), Duration.ofMinutes(-5));
        SignedJWT newer = signedAt(tokenClaims("ada", List.of("coffee"), List.of("herald")), Duration.ofMinutes(-1));

        assertThat(queue(older, "?site=demo")).isEqualTo(200);
        assertThat(queue(newer, "")).isEqualTo(403);
        assertThat(queue(older, "?site=demo"))
                .as("an older token restores no role")
                .isEqualTo(403);
        assertThat(Postgres.query("SELECT action, detail FROM audit_entry ORDER BY id"))
                .containsExactly(
                        List.of("MODERATOR_ADDED", "ada@newsroom; roles: MODERATOR; sites: demo"),
                        List.of("MODERATOR_CHANGED", "ada@newsroom; roles: none; sites: herald"));
    }

    @Test
    void tokenNeverNamesALocalAccount() {
        moderator("grace", "ADMIN", "");

        assertThat(queue(
                        token(tokenClaims("grace", List.of("Comments/Editors"), List.of("Demo_Desk"))), "?site=herald"))
                .isEqualTo(403);
        assertThat(Postgres.query("SELECT name, roles FROM moderator ORDER BY name"))
                .containsExactly(List.of("grace", "{ADMIN}"), List.of("grace@newsroom", "{MODERATOR}"));
    }

    @Test
    void tokenForAnotherAudienceIsRefused() {
        assertThat(queue(token(REALM, "another-api", ada(), 3600), "")).isEqualTo(401);
        assertThat(queue(token(REALM, CLIENT, ada(), 3600), "")).isEqualTo(401);
    }

    @Test
    void withoutAConfiguredAudienceNoTokenOfTheProviderIsAccepted() {
        Map<String, Object> settings = settings(ISSUER);
        settings.remove("mizan.openid.audience");
        try (EmbeddedServer replica = replica(settings)) {
            for (String audience : List.of("mizan-api", CLIENT)) {
                String token = token(REALM, audience, ada(), 3600).serialize();
                assertThat(sendTo(replica.getPort(), "GET", QUEUE, new byte[0], "Authorization", "Bearer " + token)
                                .status())
                        .as(audience)
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void tokenIssuedInTheFutureIsRefused() throws Exception {
        assertThat(queue(issuedAt(Duration.ofMinutes(10)), "")).isEqualTo(401);
        assertThat(queue(issuedAt(Duration.ofSeconds(30)), ""))
                .as("a clock that is ahead")
                .isEqualTo(200);
    }

    private static SignedJWT issuedAt(Duration ahead) throws Exception {
        Map<String, Object> tokenClaims =
                new HashMap<>(token(ada()).getJWTClaimsSet().getClaims());
        tokenClaims.put(
                "iat",
                Date.from(Instant.ofEpochMilli(System.currentTimeMillis()).plus(ahead)));
        return signed(tokenClaims(tokenClaims));
    }

    @Test
    void tokenOfAnotherIssuerIsRefused() throws Exception {
        Map<String, Object> tokenClaims =
                new HashMap<>(token(ada()).getJWTClaimsSet().getClaims());
        tokenClaims.put("iss", PROVIDER.issuerUrl("another").toString());

        assertThat(queue(signed(tokenClaims(tokenClaims)), ""))
                .as("by the same key")
                .isEqualTo(401);
        assertThat(queue(token("another", "mizan-api", ada(), 3600), "")).isEqualTo(401);
    }

    @Test
    void expiredTokenIsRefused() {
        assertThat(queue(token(REALM, "mizan-api", ada(), -120), "")).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "iat", "aud", "iss", "preferred_username"})
    void tokenWithoutRequiredClaimIsRefused(String claim) throws Exception {
        Map<String, Object> tokenClaims =
                new HashMap<>(token(ada()).getJWTClaimsSet().getClaims());
        tokenClaims.put(claim, null);

        assertThat(queue(signed(tokenClaims(tokenClaims)), "")).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\u0000", "a\u202eb"})
    void invalidNameIsRefused(String name) {
        assertThat(queue(token(tokenClaims(name, List.of("comment-chiefs"), List.of())), ""))
                .isEqualTo(401);
        assertThat(queue(token(tokenClaims("a".repeat(70), List.of("comment-chiefs"), List.of())), ""))
                .isEqualTo(401);
    }

    @Test
    void unsignedTokenIsRefused() throws Exception {
        String unsigned = new PlainJWT(token(ada()).getJWTClaimsSet()).serialize();

        assertThat(ask("GET", QUEUE, "Authorization", "Bearer " + unsigned).status())
                .isEqualTo(401);
    }

    @Test
    void hmacWithThePublicKeyIsRefused() throws Exception {
        JWK key = PROVIDER.getConfig()
                .getTokenProvider()
                .publicJwkSet(REALM)
                .getKeys()
                .getFirst();
        for (byte[] secret : List.of(
                key.toRSAKey().toPublicKey().getEncoded(), key.toJSONString().getBytes(UTF_8))) {
            SignedJWT forged = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .keyID(key.getKeyID())
                            .build(),
                    token(ada()).getJWTClaimsSet());
            forged.sign(new MACSigner(secret));

            assertThat(queue(forged, "")).isEqualTo(401);
        }
    }

    @Test
    void keyEmbeddedInTheTokenIsRefused() throws Exception {
        String known = PROVIDER.getConfig()
                .getTokenProvider()
                .publicJwkSet(REALM)
                .getKeys()
                .getFirst()
                .getKeyID();
        RSAKey otherKey = new RSAKeyGenerator(2048).generate();
        // A token with its own key in the header (CVE-2018-0114).
        SignedJWT forged = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(known)
                        .jwk(otherKey.toPublicJWK())
                        .build(),
                token(ada()).getJWTClaimsSet());
        forged.sign(new RSASSASigner(otherKey));

        assertThat(queue(forged, "")).isEqualTo(401);
    }

    @Test
    void unreachableProviderIsAnsweredWithUnavailable() throws Exception {
        String issuer = "http://localhost:" + Ports.free() + "/realm";
        RSAKey key = new RSAKeyGenerator(2048).generate();
        JWTClaimsSet tokenClaims = new JWTClaimsSet.Builder(token(ada()).getJWTClaimsSet())
                .issuer(issuer)
                .build();
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), tokenClaims);
        token.sign(new RSASSASigner(key));

        try (EmbeddedServer alone = replica(settings(issuer))) {
            for (int i = 0; i < 2; i++) {
                Answer answer = sendTo(
                        alone.getPort(), "GET", QUEUE, new byte[0], "Authorization", "Bearer " + token.serialize());
                assertThat(answer.problem()).isEqualTo("503 application/problem+json /problems/unavailable");
                assertThat(answer.header("Retry-After")).isNotEmpty();
            }
            assertThat(sendTo(alone.getPort(), "GET", "/console/openid", new byte[0])
                            .status())
                    .isEqualTo(503);
        }
    }

    @Test
    void routesDoNotExistWithoutAProvider() {
        assertThat(get("/console/openid").status()).isEqualTo(404);
        assertThat(get("/console/openid/callback?code=a&state=b").status()).isEqualTo(404);
        assertThat(get(QUEUE, "Authorization", "Bearer " + token(ada()).serialize())
                        .status())
                .isEqualTo(401);
    }

    private static SignedJWT signedAt(Map<String, Object> claimed, Duration ago) throws Exception {
        Map<String, Object> tokenClaims =
                new HashMap<>(token(claimed).getJWTClaimsSet().getClaims());
        Instant then = Instant.ofEpochMilli(System.currentTimeMillis()).plus(ago);
        tokenClaims.put("iat", Date.from(then));
        tokenClaims.put("nbf", Date.from(then));
        return signed(tokenClaims(tokenClaims));
    }

    private static JWTClaimsSet tokenClaims(Map<String, Object> tokenClaims) {
        JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder();
        tokenClaims.forEach(builder::claim);
        return builder.build();
    }

    /** Signs arbitrary token claims with the key of the provider. */
    private static SignedJWT signed(JWTClaimsSet tokenClaims) {
        return PROVIDER.getConfig().getTokenProvider().jwt(tokenClaims.getClaims(), Duration.ofHours(1), REALM);
    }
}
