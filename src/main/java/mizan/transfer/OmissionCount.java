package mizan.transfer;

import io.micronaut.core.annotation.Introspected;

/** The number of rows that were left out for one reason. */
@Introspected
public record OmissionCount(OmissionReason reason, long rows) {}
