package mizan.submission.robot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.altcha.altcha.Altcha;

/** Finds proofs of work as a client does, and writes them as ALTCHA's widget does. */
final class ProofSolver {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ProofSolver() {}

    static String solve(ProofChallenge challenge) {
        return encode(solution(challenge));
    }

    /** The fields of a proof, in a map that can be changed. */
    static Map<String, Object> solution(ProofChallenge challenge) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("algorithm", challenge.algorithm());
        fields.put("challenge", challenge.challenge());
        fields.put("number", number(challenge));
        fields.put("salt", challenge.salt());
        fields.put("signature", challenge.signature());
        fields.put("took", 1_204);
        return fields;
    }

    static String encode(Map<String, Object> fields) {
        try {
            return Base64.getEncoder()
                    .encodeToString(JSON.writeValueAsString(fields).getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static long number(ProofChallenge challenge) {
        try {
            for (long number = 0; number <= challenge.maxnumber(); number++) {
                if (Altcha.hashHex(Altcha.Algorithm.SHA256, challenge.salt() + number)
                        .equals(challenge.challenge())) {
                    return number;
                }
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("The challenge has no solution");
    }
}
