package mizan.comment;

import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import mizan.platform.database.UuidV7;
import org.jspecify.annotations.Nullable;

/** The id of a comment: a UUIDv7 (RFC 9562 §5.7), so ids sort by the millisecond of submission. */
@TypeDef(type = DataType.UUID, converter = CommentId.Column.class)
public record CommentId(@JsonValue UUID value) {

    /** A new id for a comment submitted at this instant. */
    public static CommentId at(Instant submitted) {
        return new CommentId(UuidV7.at(submitted));
    }

    /** The lower bound of the ids of comments submitted at this instant or later. */
    public static CommentId minAt(Instant submitted) {
        return new CommentId(UuidV7.minAt(submitted));
    }

    @Override
    public String toString() {
        return value.toString();
    }

    /** Stores the id in a uuid column. */
    @Singleton
    public static final class Column implements AttributeConverter<CommentId, UUID> {

        @Override
        public @Nullable UUID convertToPersistedValue(@Nullable CommentId id, ConversionContext context) {
            return id == null ? null : id.value();
        }

        @Override
        public @Nullable CommentId convertToEntityValue(@Nullable UUID value, ConversionContext context) {
            return value == null ? null : new CommentId(value);
        }
    }
}
