package mizan.comment.erasure;

import io.micronaut.core.annotation.Introspected;
import java.time.LocalDate;
import java.util.UUID;

/**
 * The record that a comment's author was erased.
 *
 * @param textKept whether the text of the published comment was kept
 * @param erasedOn the day in UTC
 */
@Introspected
public record ErasureRecord(UUID commentId, boolean textKept, LocalDate erasedOn) {}
