package mizan.openid;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimNames;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.util.DateUtils;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Verifies the token claims of the provider's bearer tokens: issuer, audience, expiration and time of issue. */
final class ProviderTokenVerifier extends DefaultJWTClaimsVerifier<SecurityContext> {

    ProviderTokenVerifier(String issuer, String audience) {
        super(
                audience,
                new JWTClaimsSet.Builder().issuer(issuer).build(),
                Set.of(JWTClaimNames.EXPIRATION_TIME, JWTClaimNames.ISSUED_AT));
    }

    /** Also refuses a token that was issued in the future: no later token would replace its roles. */
    @Override
    public void verify(JWTClaimsSet tokenClaims, @Nullable SecurityContext context) throws BadJWTException {
        super.verify(tokenClaims, context);
        if (!DateUtils.isBefore(tokenClaims.getIssueTime(), currentTime(), getMaxClockSkew())) {
            throw new BadJWTException("Issued in the future");
        }
    }
}
