package mizan.screening.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests and responses of {@code comments:analyze} in the format of the Perspective API. */
final class AnalyzeFormat {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private AnalyzeFormat() {}

    /** @param language the language of the text; empty if it is not known, so that the scorer detects it */
    static byte[] request(String text, Optional<String> language, List<String> attributes) {
        ObjectNode request = JSON.createObjectNode();
        request.putObject("comment").put("text", text).put("type", "PLAIN_TEXT");
        language.ifPresent(code -> request.putArray("languages").add(code));
        ObjectNode requested = request.putObject("requestedAttributes");
        attributes.forEach(requested::putObject);
        request.put("doNotStore", true);
        try {
            return JSON.writeValueAsBytes(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The probabilities from 0 to 1 by attribute; empty unless each requested attribute has one. */
    static Optional<Map<String, Double>> scores(byte[] response, List<String> attributes) {
        try {
            JsonNode scores = JSON.readTree(response).path("attributeScores");
            Map<String, Double> probabilities = new LinkedHashMap<>();
            for (String attribute : attributes) {
                JsonNode value = scores.path(attribute).path("summaryScore").path("value");
                if (!value.isNumber() || !(value.doubleValue() >= 0 && value.doubleValue() <= 1)) {
                    return Optional.empty();
                }
                probabilities.put(attribute, value.doubleValue());
            }
            return Optional.of(probabilities);
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
