package mizan.transfer.commento;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mizan.transfer.source.ImportFileException;

/** The contents of an export, as far as they are needed and could be read. */
final class CommentoFile {

    /** In characters. Commento and Comentario make an export in memory, so real ones are far smaller. */
    private static final long MAX_TEXT = 48 << 20;

    private static final int MAX_STRING = 4 << 20;
    private static final int MAX_DEPTH = 100;

    private static final Set<String> COMMENT = Set.of(
            "commentHex",
            "id",
            "parentHex",
            "parentId",
            "commenterHex",
            "userCreated",
            "authorName",
            "domain",
            "host",
            "path",
            "url",
            "pageId",
            "markdown",
            "html",
            "state",
            "deleted",
            "isApproved",
            "isPending",
            "isDeleted",
            "creationDate",
            "createdTime");

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_STRING)
                    .maxNestingDepth(MAX_DEPTH)
                    .build())
            .build();

    private final List<Row> comments = new ArrayList<>();
    private final Map<String, Map<String, String>> commenters = new HashMap<>();
    private final Map<String, Map<String, String>> pages = new HashMap<>();
    private long characters;

    /** @throws com.fasterxml.jackson.core.JsonProcessingException for JSON that cannot be read */
    void read(InputStream file) throws IOException {
        try (JsonParser parser = FACTORY.createParser(file)) {
            parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new ImportFileException(1, 0, "It is not an export of Commento or Comentario");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                readField(parser);
            }
        }
    }

    private void readField(JsonParser parser) throws IOException {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
            case "version" -> {
                if (parser.getValueAsInt() != 1 && parser.getValueAsInt() != 3) {
                    throw new ImportFileException(line(parser), 0, "This version of the format is unknown");
                }
            }
            case "comments" -> forEach(parser, () -> comments.add(new Row(line(parser), fields(parser, COMMENT))));
            case "commenters" ->
                forEach(parser, () -> put(commenters, fields(parser, Set.of("commenterHex", "id", "name", "email"))));
            case "pages" -> forEach(parser, () -> put(pages, fields(parser, Set.of("id", "path", "title"))));
            default -> parser.skipChildren();
        }
    }

    private static void put(Map<String, Map<String, String>> rows, Map<String, String> fields) {
        rows.put(fields.getOrDefault("commenterHex", fields.getOrDefault("id", "")), fields);
    }

    private static void forEach(JsonParser array, Reading element) throws IOException {
        if (array.currentToken() != JsonToken.START_ARRAY) {
            array.skipChildren();
            return;
        }
        while (array.nextToken() != JsonToken.END_ARRAY) {
            element.read();
        }
    }

    /** The scalar fields with these names. An element that is no object has none. */
    private Map<String, String> fields(JsonParser parser, Set<String> names) throws IOException {
        Map<String, String> fields = new HashMap<>();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return fields;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value.isScalarValue() && value != JsonToken.VALUE_NULL && names.contains(name)) {
                count(parser, fields.merge(name, parser.getText(), (_, last) -> last));
            } else {
                parser.skipChildren();
            }
        }
        return fields;
    }

    private void count(JsonParser parser, String text) throws ImportFileException {
        characters += text.length();
        if (characters > MAX_TEXT) {
            throw new ImportFileException(line(parser), 0, "The file is too large: split it into several");
        }
    }

    private static long line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    /** The site that the export is of; empty if it does not say so. */
    String domain() {
        return comments.stream()
                .map(row -> row.fields().getOrDefault("domain", row.fields().getOrDefault("host", "")))
                .findFirst()
                .orElse("");
    }

    List<Row> comments() {
        return comments;
    }

    Map<String, String> commenter(String id) {
        return commenters.getOrDefault(id, Map.of());
    }

    Map<String, String> page(String id) {
        return pages.getOrDefault(id, Map.of());
    }

    /** A comment with its fields. */
    record Row(long line, Map<String, String> fields) {

        /** Holds no personal data, because it may be logged. */
        @Override
        public String toString() {
            return "Row[" + line + "]";
        }
    }

    private interface Reading {
        void read() throws IOException;
    }
}
