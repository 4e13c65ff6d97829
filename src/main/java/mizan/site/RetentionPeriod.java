package mizan.site;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAmount;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The time for which data is kept.
 *
 * @param amount a {@link Period} or a {@link Duration}; null for ever
 */
public record RetentionPeriod(@Nullable TemporalAmount amount) {

    private static final String NEVER_TEXT = "never";

    /** The data is never erased. */
    public static final RetentionPeriod NEVER = new RetentionPeriod(null);

    /** A day from which periods are compared: months have different lengths. */
    private static final LocalDateTime REFERENCE = LocalDateTime.of(2001, 1, 1, 0, 0);

    public static RetentionPeriod ofDays(int days) {
        return new RetentionPeriod(Period.ofDays(days));
    }

    /** Parses a period or a duration of ISO 8601, such as P30D, P6M or PT36H, or {@code never}; empty for anything else. */
    public static Optional<RetentionPeriod> parse(String text) {
        return text.equals(NEVER_TEXT) ? Optional.of(NEVER) : amount(text).map(RetentionPeriod::new);
    }

    private static Optional<TemporalAmount> amount(String text) {
        try {
            return Optional.of(text.contains("T") ? Duration.parse(text) : Period.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    public boolean isNever() {
        return amount == null;
    }

    /** Data that is this old, or older, is erased; empty if it never is. Months are those of the calendar, in UTC. */
    public Optional<Instant> cutoff(Instant now) {
        return Optional.ofNullable(amount)
                .map(period -> now.atOffset(ZoneOffset.UTC).minus(period).toInstant());
    }

    /** The first time at which data of this age is erased; empty if it never is. */
    public Optional<Instant> end(Instant from) {
        return Optional.ofNullable(amount)
                .map(period -> from.atOffset(ZoneOffset.UTC).plus(period).toInstant());
    }

    /** Whether the data is erased, and the time is within these bounds. */
    boolean isBetween(Period shortest, Period longest) {
        if (amount == null) {
            return false;
        }
        try {
            LocalDateTime end = REFERENCE.plus(amount);
            return !end.isBefore(REFERENCE.plus(shortest)) && !end.isAfter(REFERENCE.plus(longest));
        } catch (DateTimeException | ArithmeticException _) {
            return false;
        }
    }
}
