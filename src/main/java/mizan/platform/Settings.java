package mizan.platform;

import static java.util.Locale.ROOT;
import static java.util.stream.Collectors.toSet;

import io.micronaut.context.env.Environment;
import io.micronaut.context.env.SystemPropertiesPropertySource;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.core.type.Argument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * The settings of the process, and the faults that the {@linkplain SettingsCheck checks} have found in them. A fault names
 * the setting, its environment variable, its value unless it is secret, and the values that are allowed.
 */
public final class Settings {

    private static final String PRODUCTION = "production";

    /** The index of a list's element, at the end of its name. */
    private static final Pattern INDEX = Pattern.compile("(_\\d+|\\[\\d+])$");

    /** Variables that Kubernetes sets in all pods for each Service whose name begins with {@code mizan}. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("MIZAN_(.+_)?(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT(_\\d+_.+)?)");

    private static final Pattern MEMORY = Pattern.compile("(\\d{1,9})(KB|MB|GB)");

    private static final int MAX_PRINTED = 80;

    private final Environment environment;
    private final Set<String> checked = new TreeSet<>();
    private final Set<String> skipped = new HashSet<>();
    private final List<String> faults = new ArrayList<>();

    public Settings(Environment environment) {
        this.environment = environment;
    }

    /** Runs all checks. */
    public void checkAll() {
        ServiceLoader.load(SettingsCheck.class).forEach(check -> check.check(this));
    }

    /** The faults that were found so far, one line each. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    /** The names of the settings that were read so far. */
    public Set<String> checked() {
        return Set.copyOf(checked);
    }

    /** Takes all settings below a prefix for known, because they are not used. */
    public void skip(String prefix) {
        skipped.add(variable(prefix) + "_");
    }

    /**
     * The names below {@code mizan}, in files and environment variables, that no check has read: misspelt ones, or settings of
     * another version.
     */
    public List<String> unknown() {
        Set<String> known = checked.stream().map(Settings::variable).collect(toSet());
        return environment.getPropertySources().stream()
                .filter(source -> !(source instanceof SystemPropertiesPropertySource)) // options of tests and tools
                .flatMap(source -> StreamSupport.stream(source.spliterator(), false))
                .filter(name -> name.startsWith("MIZAN_") || name.startsWith("mizan."))
                .filter(name -> !isKnown(name, known))
                .sorted()
                .toList();
    }

    private boolean isKnown(String name, Set<String> known) {
        String variable = name.startsWith("MIZAN_") ? name : variable(NameUtils.hyphenate(name));
        return skipped.stream().anyMatch(variable::startsWith)
                || known.contains(variable)
                || known.contains(INDEX.matcher(variable).replaceFirst(""))
                || SERVICE_LINK.matcher(variable).matches();
    }

    public boolean isProduction() {
        return environment.getActiveNames().contains(PRODUCTION);
    }

    /** The value of a setting as text. Empty if it is not set, or if its placeholder cannot be resolved: a fault. */
    public Optional<String> text(String name) {
        checked.add(name);
        try {
            return environment.getProperty(name, String.class);
        } catch (ConfigurationException _) {
            addFault(name, "its value refers to a variable that is not set");
            return Optional.empty();
        }
    }

    /** The elements of a list; in text they are separated by commas. Empty if it is not set. */
    public List<String> list(String name) {
        return text(name).isEmpty()
                ? List.of()
                : environment.getProperty(name, Argument.listOf(String.class)).orElse(List.of());
    }

    /** The names of the groups of settings below a prefix, such as the names of the sites. */
    public Collection<String> groups(String prefix) {
        return environment.getPropertyEntries(prefix);
    }

    /**
     * Checks that all settings directly below a prefix are known. An underscore in the name of a variable may stand for a hyphen
     * or a dot, and Micronaut lists the dot: {@code phone} for {@code RULES_PHONE_NUMBER}, which sets {@code phone-number}.
     *
     * @param fault the fault of an unknown one
     */
    public void checkNames(String prefix, Collection<String> known, String fault) {
        groups(prefix).stream()
                .filter(name -> !known.contains(name) && !isStartOfKnown(prefix, name, known))
                .forEach(name -> addFault(prefix + "." + name, fault));
    }

    private boolean isStartOfKnown(String prefix, String name, Collection<String> known) {
        return !environment.containsProperty(prefix + "." + name)
                && known.stream()
                        .anyMatch(other ->
                                other.startsWith(name + "-") && environment.containsProperty(prefix + "." + other));
    }

    /** Checks a value, if it is set. */
    public void check(String name, String allowed, Predicate<String> isAllowed) {
        text(name)
                .filter(value -> !isAllowed.test(value))
                .ifPresent(value -> addFault(name, quoted(value) + " is not " + allowed));
    }

    /** Checks each element of a list. */
    public void checkEach(String name, String allowed, Predicate<String> isAllowed) {
        list(name).stream()
                .filter(value -> !isAllowed.test(value))
                .forEach(value -> addFault(name, quoted(value) + " is not " + allowed));
    }

    /** Checks a value that must not be printed. */
    public void checkSecret(String name, String allowed, Predicate<String> isAllowed) {
        text(name)
                .filter(value -> !isAllowed.test(value))
                .ifPresent(_ -> addFault(name, "its value is not " + allowed));
    }

    /** Checks a duration in Micronaut's format: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 12h}, {@code 1d}. */
    public void checkDuration(String name, Duration min, Duration max) {
        check(
                name,
                "a duration from %s to %s".formatted(printed(min), printed(max)),
                value -> ConversionService.SHARED
                        .convert(value, Duration.class)
                        .filter(duration -> duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0)
                        .isPresent());
    }

    public void checkNumber(String name, long min, long max) {
        check(name, "a number from %d to %d".formatted(min, max), value -> isNumber(value, min, max));
    }

    /** Checks an amount of memory such as {@code 16MB}, with bounds in bytes. */
    public void checkMemory(String name, long min, long max) {
        check(
                name,
                "an amount of memory from %dMB to %dMB, such as 16MB".formatted(min >> 20, max >> 20),
                value -> bytes(value) >= min && bytes(value) <= max);
    }

    public void checkBoolean(String name) {
        check(name, "true or false", value -> value.equals("true") || value.equals("false"));
    }

    /** Reports a setting that has to be set and is not. */
    public void require(String name, String allowed) {
        if (text(name).filter(value -> !value.isBlank()).isEmpty()) {
            addFault(name, "it is required: " + allowed);
        }
    }

    /** Reports a fault. The problem must not contain a secret. */
    public void addFault(String name, String problem) {
        faults.add("%s (%s): %s".formatted(name, variable(name), problem));
    }

    private static String variable(String name) {
        return name.toUpperCase(ROOT).replaceAll("[.-]", "_");
    }

    private static boolean isNumber(String text, long min, long max) {
        return text.matches("-?\\d{1,18}") && Long.parseLong(text) >= min && Long.parseLong(text) <= max;
    }

    private static long bytes(String text) {
        Matcher matcher = MEMORY.matcher(text);
        if (!matcher.matches()) {
            return -1;
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "KB" -> number << 10;
            case "MB" -> number << 20;
            default -> number << 30;
        };
    }

    private static String printed(Duration duration) {
        if (duration.toMillis() % 1_000 != 0) {
            return duration.toMillis() + "ms";
        }
        long seconds = duration.toSeconds();
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    // A value comes from the operator's environment, and goes to the operator's terminal or log.
    private static String quoted(String value) {
        String printable = value.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "?");
        return '"' + (printable.length() > MAX_PRINTED ? printable.substring(0, MAX_PRINTED) + "…" : printable) + '"';
    }
}
