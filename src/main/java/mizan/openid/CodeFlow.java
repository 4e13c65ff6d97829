package mizan.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import mizan.moderator.ProviderIdentity;
import mizan.platform.http.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The authorization code flow (OpenID Connect Core 1.0 §3.1) with PKCE (RFC 7636), between us and the provider. */
@Singleton
@Requires(bean = OpenIdConfiguration.class)
final class CodeFlow {

    private static final Logger LOG = LoggerFactory.getLogger(CodeFlow.class);

    private final OpenIdConfiguration configuration;
    private final OpenIdProvider provider;
    private final ProviderClaims claims;

    CodeFlow(OpenIdConfiguration configuration, OpenIdProvider provider, ProviderClaims claims) {
        this.configuration = configuration;
        this.provider = provider;
        this.claims = claims;
    }

    /** Where a browser is sent to sign in. */
    URI begin(AuthorizationState attempt, URI back) {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE, Scope.parse(configuration.scopes()), clientId(), back)
                .endpointURI(provider.metadata().getAuthorizationEndpointURI())
                .state(attempt.state())
                .nonce(attempt.nonce())
                .codeChallenge(attempt.verifier(), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /**
     * Whom the provider names for the code that a browser came back with; empty if it takes the code for none of its own,
     * or names nobody whom we could believe.
     *
     * @throws ProblemException unavailable, if the provider is away
     */
    Optional<ProviderIdentity> finish(AuthorizationState attempt, String code, URI back) {
        OIDCProviderMetadata metadata = provider.metadata();
        try {
            HTTPRequest request = tokenRequest(
                            metadata, new AuthorizationCodeGrant(new AuthorizationCode(code), back, attempt.verifier()))
                    .toHTTPRequest();
            request.setConnectTimeout(Math.toIntExact(OpenIdProvider.TIMEOUT.toMillis()));
            request.setReadTimeout(Math.toIntExact(OpenIdProvider.TIMEOUT.toMillis()));
            request.setFollowRedirects(false);
            TokenResponse response = OIDCTokenResponseParser.parse(request.send());
            if (!(response instanceof OIDCTokenResponse tokens)) {
                LOG.warn(
                        "The OpenID provider refused a code: {}",
                        response.toErrorResponse().getErrorObject().getCode());
                return Optional.empty();
            }
            var idToken = tokens.getOIDCTokens().getIDToken();
            new IDTokenValidator(provider.issuer(), clientId(), provider.keys(), null)
                    .validate(idToken, attempt.nonce());
            return claims.read(idToken.getJWTClaimsSet());
        } catch (IOException | KeySourceException e) {
            throw OpenIdProvider.away(e.getClass().getSimpleName());
        } catch (ParseException | java.text.ParseException | BadJOSEException | JOSEException e) {
            LOG.warn(
                    "The OpenID provider answered what cannot be believed: {}",
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private TokenRequest tokenRequest(OIDCProviderMetadata metadata, AuthorizationCodeGrant grant) {
        URI endpoint = metadata.getTokenEndpointURI();
        if (configuration.clientSecret() == null) {
            return new TokenRequest.Builder(endpoint, clientId(), grant).build();
        }
        Secret secret = new Secret(configuration.clientSecret());
        List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
        // Basic is the one that a provider takes that names none (Discovery §3).
        ClientAuthentication client =
                methods == null || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        ? new ClientSecretBasic(clientId(), secret)
                        : new ClientSecretPost(clientId(), secret);
        return new TokenRequest.Builder(endpoint, client, grant).build();
    }

    private ClientID clientId() {
        return new ClientID(configuration.clientId());
    }
}
