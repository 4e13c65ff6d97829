package mizan.comment.notice;

import io.micronaut.core.annotation.Introspected;
import java.util.UUID;

/** The values of a notice that keys have made. */
@Introspected
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SealedNotice(UUID id, byte[] emailSealed, byte[] emailFingerprint) {}
