package mizan.platform.database;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Passes many rows to one statement: a JSON array, which {@code json_to_recordset} turns into rows again. */
@Singleton
public class JsonParameters {

    private final JsonMapper mapper;

    JsonParameters(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** @param rows records whose JSON names are the statement's columns */
    public String rows(List<?> rows) {
        return value(rows);
    }

    /** @param row a record whose JSON names are the statement's columns */
    public String value(Object row) {
        try {
            return mapper.writeValueAsString(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
