package mizan.site;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The hours of each day in which a site takes comments, in its time zone.
 *
 * @param ranges none: all hours
 */
public record OpenHours(List<Range> ranges) {

    /** Comments are taken at all hours. */
    public static final OpenHours ALWAYS = new OpenHours(List.of());

    private static final Pattern RANGE = Pattern.compile("(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)");

    private static final String MIDNIGHT_AT_END = "24:00";

    public OpenHours {
        ranges = List.copyOf(ranges);
    }

    /**
     * Parses ranges such as {@code 06:00-24:00} or {@code 07:00-12:00,14:00-02:00}. A range that ends before it begins ends
     * on the next day. Empty for anything else, and for a range without length.
     */
    public static Optional<OpenHours> parse(String text) {
        List<Range> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Optional<Range> range = range(part.strip());
            if (range.isEmpty()) {
                return Optional.empty();
            }
            ranges.add(range.get());
        }
        return Optional.of(new OpenHours(ranges));
    }

    private static Optional<Range> range(String text) {
        Matcher matcher = RANGE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            LocalTime from = LocalTime.parse(matcher.group(1));
            LocalTime to =
                    matcher.group(2).equals(MIDNIGHT_AT_END) ? LocalTime.MIDNIGHT : LocalTime.parse(matcher.group(2));
            return from.equals(to) ? Optional.empty() : Optional.of(new Range(from, to));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    public boolean contains(Instant at, ZoneId zone) {
        LocalTime time = LocalTime.ofInstant(at, zone);
        return ranges.isEmpty() || ranges.stream().anyMatch(range -> range.contains(time));
    }

    /** The next time at which the hours begin or end; empty if they never do. */
    public Optional<Instant> nextChange(Instant at, ZoneId zone) {
        boolean isOpen = contains(at, zone);
        LocalDate today = LocalDate.ofInstant(at, zone);
        // A time that the change to summer time skips is on the next day again.
        return LongStream.rangeClosed(0, 2)
                .mapToObj(today::plusDays)
                .flatMap(day -> ranges.stream()
                        .flatMap(range -> Stream.of(range.from(), range.to()))
                        .map(time -> ZonedDateTime.of(day, time, zone).toInstant()))
                .filter(time -> time.isAfter(at) && contains(time, zone) != isOpen)
                .min(Instant::compareTo);
    }

    /**
     * A range of times of the day.
     *
     * @param to exclusive; not after {@code from} for a time on the next day
     */
    public record Range(LocalTime from, LocalTime to) {

        boolean contains(LocalTime time) {
            return from.isBefore(to)
                    ? !time.isBefore(from) && time.isBefore(to)
                    : !time.isBefore(from) || time.isBefore(to);
        }
    }
}
