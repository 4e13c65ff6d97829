package mizan.moderator.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.generator.TokenGenerator;
import io.micronaut.security.token.jwt.signature.SignatureGeneratorConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import mizan.moderator.Moderators;
import mizan.testing.Answer;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenApiTest extends ServiceTest {

    private static final String TOKENS = "/api/v1/tokens";
    private static final String QUEUE = "/api/v1/moderation/comments";

    @Test
    void correctPasswordGivesAValidToken() {
        bean(Moderators.class).createFirstAccount("correct horse battery staple");

        Answer answer = post(TOKENS, Map.of("username", "moderator", "password", "correct horse battery staple"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().fieldNames()).toIterable().containsExactly("accessToken", "tokenType", "expiresIn");
        assertThat(answer.json().path("tokenType").asText()).isEqualTo("Bearer");
        assertThat(answer.json().path("expiresIn").asInt()).isEqualTo(3600);
        assertThat(queueStatus(answer.json().path("accessToken").asText())).isEqualTo(200);
        assertThat(Postgres.query("SELECT moderator, action FROM audit_entry ORDER BY id"))
                .containsExactly(List.of("null", "MODERATOR_ADDED"), List.of("moderator", "SIGNED_IN"));
    }

    @Test
    void wrongPasswordAndUnknownNameHaveTheSameResponse() {
        bean(Moderators.class).createFirstAccount("correct horse battery staple");

        Answer wrongPassword = post(TOKENS, Map.of("username", "moderator", "password", "x"));
        Answer wrongName = post(TOKENS, Map.of("username", "nobody", "password", "x"));

        assertThat(wrongPassword.problem()).isEqualTo("401 application/problem+json /problems/sign-in-required");
        assertThat(wrongName.body()).isEqualTo(wrongPassword.body());
        assertThat(Postgres.query("SELECT moderator, action FROM audit_entry WHERE action LIKE 'SIGN%'"))
                .containsExactly(List.of("moderator", "SIGN_IN_REFUSED"), List.of("null", "SIGN_IN_REFUSED"));
    }

    @Test
    void passwordsAreStoredAsArgon2idHashes() {
        bean(Moderators.class).createFirstAccount("correct horse battery staple");

        assertThat(Postgres.value("SELECT password_hash FROM moderator"))
                .startsWith("$argon2id$v=19$m=7168,t=5,p=1$")
                .doesNotContain("horse");
    }

    @Test
    void firstAccountIsCreatedOnce() {
        assertThat(bean(Moderators.class).createFirstAccount(null)).isPresent();
        assertThat(bean(Moderators.class).createFirstAccount("another")).isEmpty();

        assertThat(Postgres.query("SELECT name, roles FROM moderator"))
                .containsExactly(List.of("moderator", "{MODERATOR,ADMIN,PRIVACY}"));
    }

    @Test
    void unsignedTokenIsRefused() {
        admin();

        assertThat(queueStatus(new PlainJWT(tokenClaims("grace")).serialize())).isEqualTo(401);
    }

    @Test
    void tokenSignedWithAnotherKeyIsRefused() throws Exception {
        admin();
        SignedJWT forged = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), tokenClaims("grace"));
        forged.sign(new MACSigner(new byte[32]));

        assertThat(queueStatus(forged.serialize())).isEqualTo(401);
    }

    @Test
    void expiredTokenIsRefused() {
        admin();
        String expired = bean(TokenGenerator.class)
                .generateToken(Authentication.build("grace"), -120)
                .orElseThrow();

        assertThat(queueStatus(expired)).isEqualTo(401);
    }

    @Test
    void changedTokenIsRefused() {
        String token = admin().substring("Bearer ".length());

        assertThat(queueStatus(token)).isEqualTo(200);
        assertThat(queueStatus(token.substring(0, token.length() - 4) + "AAAA")).isEqualTo(401);
    }

    @Test
    void tokenOfDisabledAccountIsRefusedAtOnce() {
        String token = admin();
        Postgres.execute("UPDATE moderator SET disabled_at = now()");

        assertThat(get(QUEUE, "Authorization", token).problem())
                .isEqualTo("401 application/problem+json /problems/sign-in-required");
    }

    @Test
    void revokedRoleIsIneffectiveAtOnce() {
        String token = admin();
        Postgres.execute("UPDATE moderator SET roles = '{PRIVACY}'");

        assertThat(get(QUEUE, "Authorization", token).problem())
                .isEqualTo("403 application/problem+json /problems/not-allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "exp", "nbf"})
    void tokenWithInvalidStandardClaimIsRefused(String claim) throws Exception {
        admin();
        JWTClaimsSet.Builder tokenClaims = new JWTClaimsSet.Builder(tokenClaims("grace"));
        switch (claim) {
            case "iss" -> tokenClaims.issuer("another issuer");
            case "aud" -> tokenClaims.audience("another service");
            case "exp" -> tokenClaims.expirationTime(null);
            default -> tokenClaims.notBeforeTime(Date.from(Instant.parse("2999-01-01T00:00:00Z")));
        }
        String token = bean(SignatureGeneratorConfiguration.class)
                .sign(tokenClaims.build())
                .serialize();

        assertThat(queueStatus(token)).isEqualTo(401);
    }

    @Test
    void tokenOfAReplicaWhoseClockIsAheadIsAccepted() throws Exception {
        admin();
        String token = bean(SignatureGeneratorConfiguration.class)
                .sign(new JWTClaimsSet.Builder(tokenClaims("grace"))
                        .notBeforeTime(Date.from(Instant.now().plusSeconds(10)))
                        .build())
                .serialize();

        assertThat(queueStatus(token)).isEqualTo(200);
    }

    @Test
    void signingOutEndsAllSessionsAndReleasesClaims() {
        String token = admin();
        submitted(Sample.submission());
        post("/api/v1/moderation/claims", Map.of("limit", 1), "Authorization", token);
        assertThat(get("/api/v1/moderation/stats", "Authorization", token)
                        .json()
                        .path("claimed")
                        .asInt())
                .isEqualTo(1);

        Answer answer = send("DELETE", TOKENS, "", "Authorization", token);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(get(QUEUE, "Authorization", token).status()).isEqualTo(401);
        assertThat(send("DELETE", TOKENS, "", "Authorization", token).status()).isEqualTo(401);
        assertThat(get("/api/v1/moderation/stats", "Authorization", moderator("ada", "ADMIN", ""))
                        .json()
                        .path("claimed")
                        .asInt())
                .isZero();
    }

    @Test
    void challengeTellsAnInvalidTokenFromNone() {
        assertThat(get(QUEUE).header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(get(QUEUE, "Authorization", "Basic YTpi").header("WWW-Authenticate"))
                .isEqualTo("Bearer");
        for (String token : List.of("x", "a.b.c", new PlainJWT(tokenClaims("grace")).serialize())) {
            Answer refused = get(QUEUE, "Authorization", "Bearer " + token);
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
        }
        String token = admin();
        Postgres.execute("UPDATE moderator SET disabled_at = now()");
        assertThat(get(QUEUE, "Authorization", token).header("WWW-Authenticate"))
                .isEqualTo("Bearer error=\"invalid_token\"");
        assertThat(post(TOKENS, Map.of("username", "a", "password", "b")).header("WWW-Authenticate"))
                .isEqualTo("Bearer");
    }

    @Test
    void invalidSignInRequestsAreRefused() {
        bean(Moderators.class).createFirstAccount("correct horse battery staple");
        assertThat(post(TOKENS, Map.of()).codes()).containsExactly("username.required", "password.required");
        assertThat(post(TOKENS, Map.of("username", "\u0000", "password", "x")).status())
                .isEqualTo(401);
        for (String name : List.of("moderator", "nobody")) {
            assertThat(post(TOKENS, "{\"username\":\"" + name + "\",\"password\":\"\\ud800\"}")
                            .status())
                    .isEqualTo(401);
        }
        assertThat(post(TOKENS, Map.of("username", "a", "password", 5)).status())
                .isEqualTo(400);
        assertThat(send("POST", TOKENS, "username=a&password=b", "Content-Type", FORM)
                        .status())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"moderator", "nobody"})
    void repeatedFailuresAreThrottledForRetryAfter(String name) {
        bean(Moderators.class).createFirstAccount("correct horse battery staple");
        Map<String, String> wrong = Map.of("username", name, "password", "x");
        for (int i = 0; i < 10; i++) {
            assertThat(post(TOKENS, wrong).status()).isEqualTo(401);
        }

        Answer refused = post(TOKENS, wrong);

        assertThat(refused.problem()).isEqualTo("429 application/problem+json /problems/too-many-requests");
        assertThat(refused.header("Retry-After")).isEqualTo("10");
        assertThat(Postgres.value("SELECT count(*) FROM audit_entry WHERE action = 'SIGN_IN_REFUSED'"))
                .as("an attempt that was not run is not audited")
                .isEqualTo("10");
        bean(MutableClock.class).advance(Duration.ofMillis(9_999));
        assertThat(post(TOKENS, wrong).header("Retry-After")).isEqualTo("1");
        bean(MutableClock.class).advance(Duration.ofMillis(1));
        assertThat(post(TOKENS, wrong).status()).isEqualTo(401);
    }

    @Test
    void successfulSignInsAreNotThrottled() {
        bean(Moderators.class).createFirstAccount("correct horse battery staple");

        for (int i = 0; i < 35; i++) {
            assertThat(post(TOKENS, Map.of("username", "moderator", "password", "correct horse battery staple"))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void forwardedForOfUntrustedClientsIsIgnored() {
        for (int i = 0; i < 30; i++) {
            assertThat(post(TOKENS, Map.of("username", "a" + i, "password", "x"))
                            .status())
                    .isEqualTo(401);
        }

        assertThat(post(TOKENS, Map.of("username", "b", "password", "x"), "X-Forwarded-For", "192.0.2.1")
                        .header("Retry-After"))
                .isEqualTo("5");
    }

    private static JWTClaimsSet tokenClaims(String name) {
        return new JWTClaimsSet.Builder()
                .subject(name)
                .issuer("mizan")
                .audience("mizan")
                .expirationTime(Date.from(
                        Instant.ofEpochMilli(System.currentTimeMillis()).plus(Duration.ofHours(1))))
                .build();
    }

    private static int queueStatus(String token) {
        return get(QUEUE, "Authorization", "Bearer " + token).status();
    }
}
