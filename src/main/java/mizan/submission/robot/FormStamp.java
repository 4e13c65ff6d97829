package mizan.submission.robot;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * When a comment form was opened, signed by the service.
 *
 * @param stamp the value of the field {@code stamp} of a submission
 */
@Introspected
@Schema(name = "FormStamp")
record FormStamp(String stamp, Instant expiresAt) {}
