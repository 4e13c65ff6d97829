package mizan.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
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

/** The authorization code flow (OpenID Connect Core 1.0 §3.1) with PKCE (RFC 7636). */
@Singleton
@Requires(bean = OpenIdConfiguration.class)
final class AuthorizationCodeFlow {

    private static final Logger LOG = LoggerFactory.getLogger(AuthorizationCodeFlow.class);

    private final OpenIdConfiguration configuration;
    private final OpenIdProvider provider;
    private final ProviderTokenClaims tokenClaims;

    AuthorizationCodeFlow(OpenIdConfiguration configuration, OpenIdProvider provider, ProviderTokenClaims tokenClaims) {
        this.configuration = configuration;
        this.provider = provider;
        this.tokenClaims = tokenClaims;
    }

    /** The address of the provider to which a browser is redirected to sign in. */
    URI authorizationUri(AuthorizationState authorization, URI redirectUri) {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE, Scope.parse(configuration.scopes()), clientId(), redirectUri)
                .endpointURI(provider.metadata().getAuthorizationEndpointURI())
                .state(authorization.state())
                .nonce(authorization.nonce())
                .codeChallenge(authorization.verifier(), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /**
     * Exchanges the code of a callback for an ID token, and returns the identity in it. Empty if the provider refuses the
     * code, or if the token is not valid.
     *
     * @throws ProblemException unavailable, if the provider cannot be reached
     */
    Optional<ProviderIdentity> exchange(AuthorizationState authorization, String code, URI redirectUri) {
        OIDCProviderMetadata metadata = provider.metadata();
        try {
            HTTPRequest request = tokenRequest(
                            metadata,
                            new AuthorizationCodeGrant(
                                    new AuthorizationCode(code), redirectUri, authorization.verifier()))
                    .toHTTPRequest();
            request.setConnectTimeout(Math.toIntExact(OpenIdProvider.TIMEOUT.toMillis()));
            request.setReadTimeout(Math.toIntExact(OpenIdProvider.TIMEOUT.toMillis()));
            request.setFollowRedirects(false);
            TokenResponse response = OIDCTokenResponseParser.parse(request.send());
            if (!(response instanceof OIDCTokenResponse tokens)) {
                LOG.warn(
                        "The OpenID provider refused an authorization code: {}",
                        response.toErrorResponse().getErrorObject().getCode());
                return Optional.empty();
            }
            var idToken = tokens.getOIDCTokens().getIDToken();
            new IDTokenValidator(provider.issuer(), clientId(), provider.keys(), null)
                    .validate(idToken, authorization.nonce());
            JWTClaimsSet idTokenClaims = idToken.getJWTClaimsSet();
            return isAuthorizedParty(idTokenClaims, configuration.clientId())
                    ? tokenClaims.read(idTokenClaims)
                    : Optional.empty();
        } catch (IOException | KeySourceException e) {
            throw OpenIdProvider.unavailable(e.getClass().getSimpleName());
        } catch (ParseException | java.text.ParseException | BadJOSEException | JOSEException e) {
            LOG.warn(
                    "The response of the OpenID provider is not valid: {}",
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    // OpenID Connect Core §3.1.3.7, 4 and 5: a token for several audiences names the client that it was issued to.
    static boolean isAuthorizedParty(JWTClaimsSet idTokenClaims, String clientId) throws java.text.ParseException {
        String party = idTokenClaims.getStringClaim("azp");
        return party == null ? idTokenClaims.getAudience().size() == 1 : party.equals(clientId);
    }

    private TokenRequest tokenRequest(OIDCProviderMetadata metadata, AuthorizationCodeGrant grant) {
        URI endpoint = metadata.getTokenEndpointURI();
        if (configuration.clientSecret() == null) {
            return new TokenRequest.Builder(endpoint, clientId(), grant).build();
        }
        Secret secret = new Secret(configuration.clientSecret());
        List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
        // The default is client_secret_basic, if the provider lists no methods (Discovery §3).
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
