package mizan.moderator.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.security.token.jwt.signature.SignatureGeneratorConfiguration;
import io.micronaut.security.token.jwt.signature.secret.SecretSignature;
import io.micronaut.security.token.jwt.signature.secret.SecretSignatureConfiguration;
import java.util.Base64;
import java.util.List;

/** Signs tokens with the first key, and accepts tokens of all keys. */
final class TokenSignature implements SignatureGeneratorConfiguration {

    private final List<SecretSignature> keys;

    /** @param keys at least one */
    TokenSignature(List<byte[]> keys) {
        this.keys = keys.stream().map(TokenSignature::signature).toList();
    }

    private static SecretSignature signature(byte[] key) {
        SecretSignatureConfiguration configuration = new SecretSignatureConfiguration("generator");
        configuration.setSecret(Base64.getEncoder().encodeToString(key));
        configuration.setBase64(true);
        configuration.setJwsAlgorithm(JWSAlgorithm.HS256);
        return new SecretSignature(configuration);
    }

    @Override
    public String supportedAlgorithmsMessage() {
        return keys.getFirst().supportedAlgorithmsMessage();
    }

    @Override
    public boolean supports(JWSAlgorithm algorithm) {
        return keys.getFirst().supports(algorithm);
    }

    @Override
    public boolean verify(SignedJWT token) throws JOSEException {
        for (SecretSignature key : keys) {
            if (key.verify(token)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public SignedJWT sign(JWTClaimsSet claims) throws JOSEException {
        return keys.getFirst().sign(claims);
    }
}
