package mizan.transfer;

import io.micronaut.core.annotation.Introspected;
import mizan.transfer.source.OmissionReason;

/** The number of rows that were left out for one reason. */
@Introspected
public record OmissionCount(OmissionReason reason, long rows) {}
