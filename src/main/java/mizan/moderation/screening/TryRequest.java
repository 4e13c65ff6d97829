package mizan.moderation.screening;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A text to try the rules of a site on.
 *
 * @param name the name of an author
 * @param body 1 to 5,000 user-perceived characters
 */
@Introspected
@Schema(example = """
                {"site": "demo", "body": "للتواصل واتساب 0501234567"}
                """)
record TryRequest(
        @Schema(requiredMode = REQUIRED, nullable = false) @Nullable String site,

        @Nullable String name,

        @Schema(requiredMode = REQUIRED, nullable = false) @Nullable String body) {}
