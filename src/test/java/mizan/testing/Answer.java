package mizan.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the service answered. */
public record Answer(int status, HttpHeaders headers, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A header's value; empty if it is not there. */
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

    /** Status, media type and problem type in one, for a short assertion. */
    public String problem() {
        return status + " " + header("Content-Type") + " " + json().path("type").asText();
    }

    /** The codes of the field errors, in their order. */
    public List<String> codes() {
        return StreamSupport.stream(json().path("errors").spliterator(), false)
                .map(error -> error.path("code").asText())
                .toList();
    }

    /** One field of each of a list's entries. */
    public List<String> each(String list, String field) {
        return StreamSupport.stream(json().path(list).spliterator(), false)
                .map(entry -> entry.path(field).asText())
                .toList();
    }
}
