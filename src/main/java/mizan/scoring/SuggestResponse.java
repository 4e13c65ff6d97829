package mizan.scoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The acknowledgement of a suggested score, in the format of the Perspective API. */
@Introspected
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "SuggestCommentScoreResponse")
record SuggestResponse(@Nullable String clientToken, List<String> detectedLanguages, List<String> requestedLanguages) {}
