package mizan.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.stream.StreamSupport;

/** A response of the service. */
public record Answer(int status, HttpHeaders headers, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The value of a header field; empty if it is missing. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + body, e);
        }
    }

    /** Status, media type and problem type in one string. */
    public String problem() {
        return status + " " + header("Content-Type") + " " + json().path("type").asText();
    }

    /** The codes of the field errors, in order. */
    public List<String> codes() {
        return StreamSupport.stream(json().path("errors").spliterator(), false)
                .map(error -> error.path("code").asText())
                .toList();
    }

    /** One field of every entry of a list. */
    public List<String> each(String list, String field) {
        return StreamSupport.stream(json().path(list).spliterator(), false)
                .map(entry -> entry.path(field).asText())
                .toList();
    }
}
