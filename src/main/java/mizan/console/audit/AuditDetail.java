package mizan.console.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mizan.platform.i18n.LocalizedMessages;
import org.jspecify.annotations.Nullable;

/** Translates the details of audit entries, which are stored in the form that the API returns. */
final class AuditDetail {

    private static final String SEPARATOR = " · ";
    /** The labels whose values are numbers of things. Keys and ids stay as they are. */
    private static final Set<String> NUMBERS =
            Set.of("values", "count", "kept", "blocks", "version", "number", "events");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private static final Pattern ACCOUNT =
            Pattern.compile("(?<account>.+); roles: (?<roles>[^;]+); sites: (?<sites>[^;]+)");
    private static final Pattern BLOCK = Pattern.compile("(?<site>\\S+)( until (?<until>\\S+))?");
    private static final Pattern EXPORT =
            Pattern.compile("site: (?<site>\\S+); format: (?<format>\\S+); addresses: (?<addresses>\\S+)");
    private static final Pattern IMPORT = Pattern.compile("(?<site>\\S+) (?<source>\\S+) (?<import>\\S+)");
    private static final Pattern WEBHOOK = Pattern.compile("(?<webhook>\\S+)");
    private static final Pattern KEY = Pattern.compile("(?<keyset>\\S+) (?<key>\\S+)");

    /** The detail of an action. Each group is a label, in the order of the detail. */
    private static final Map<String, Pattern> FORMATS = Map.ofEntries(
            Map.entry("COMMENT_REJECTED", Pattern.compile("(?<reason>[A-Z_]+)")),
            Map.entry("MODERATOR_ADDED", ACCOUNT),
            Map.entry("MODERATOR_CHANGED", ACCOUNT),
            Map.entry(
                    "ARTICLE_CHANGED",
                    Pattern.compile("site: (?<site>\\S+); article: (?<article>.+?)(; comments: (?<comments>[A-Z_]+))?"
                            + "(; slow mode: (?<slow>on|off))?(; url: (?<url>\\S+))?(; title: (?<title>.+))?")),
            Map.entry("AUTHOR_BLOCKED", BLOCK),
            Map.entry("CLIENT_BLOCKED", BLOCK),
            Map.entry("BLOCK_LIFTED", Pattern.compile("(?<site>\\S+) (?<kind>[A-Z]+)")),
            Map.entry("KEYS_RESEALED", Pattern.compile("(?<values>\\d+) changed")),
            Map.entry("KEY_RETIRED", KEY),
            Map.entry("KEY_LOST", KEY),
            Map.entry("PERSONAL_DATA_EXPORTED", Pattern.compile("comments: (?<count>\\d+)")),
            Map.entry(
                    "PERSONAL_DATA_ERASED",
                    Pattern.compile(
                            "(comments: (?<count>\\d+), texts kept: (?<kept>\\d+))?(blocks: (?<blocks>\\d+))?")),
            Map.entry("PERSONAL_DATA_REFUSED", EXPORT),
            Map.entry("SITE_EXPORTED", EXPORT),
            Map.entry("COMMENTS_IMPORTED", IMPORT),
            Map.entry("IMPORT_UNDONE", IMPORT),
            Map.entry("SCREENING_RULES_CHANGED", Pattern.compile("(?<site>\\S+) (?<version>\\d+)( (?<rules>.+))?")),
            Map.entry("SCORER_KEY_ADDED", Pattern.compile("(?<key>\\S+) (?<site>\\S+) (?<name>.+)")),
            Map.entry("SCORER_KEY_REVOKED", Pattern.compile("(?<key>\\S+)")),
            Map.entry("WEBHOOK_ADDED", Pattern.compile("(?<webhook>\\S+) (?<site>\\S+) (?<origin>\\S+)")),
            Map.entry("WEBHOOK_DELETED", WEBHOOK),
            Map.entry("WEBHOOK_SECRET_ROTATED", WEBHOOK),
            Map.entry("WEBHOOK_REDELIVERED", Pattern.compile("(?<webhook>\\S+) (?<events>\\d+)")));

    /** One entry of the list in RETENTION_APPLIED: a site, a kind of data, and the number of comments. */
    private static final Pattern RETENTION =
            Pattern.compile("(?<site>\\S+) (?<retention>rejected|approved|client) (?<number>\\d+)");

    /** The prefix of the message of a value, for labels whose values are translated. */
    private static final Map<String, String> VALUES = Map.of(
            "reason", "reason.",
            "roles", "role.",
            "sites", "audit.value.",
            "format", "transfer.format.",
            "source", "transfer.source.",
            "addresses", "audit.value.",
            "comments", "audit.value.",
            "slow", "audit.value.",
            "keyset", "audit.keyset.",
            "kind", "block.kind.");

    private AuditDetail() {}

    /** The detail in the language of the messages; empty if it is a text of its own, or unknown. */
    static Optional<String> translate(LocalizedMessages messages, String action, String detail) {
        if (action.equals("RETENTION_APPLIED")) {
            return retention(messages, detail);
        }
        @Nullable Pattern format = FORMATS.get(action);
        return format == null ? Optional.empty() : parts(messages, format.matcher(detail));
    }

    private static Optional<String> parts(LocalizedMessages messages, Matcher matcher) {
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        matcher.namedGroups().entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(group -> {
                    @Nullable String value = matcher.group(group.getValue());
                    if (value != null) {
                        parts.add(
                                messages.get("audit.detail." + group.getKey(), value(messages, group.getKey(), value)));
                    }
                });
        return Optional.of(String.join(SEPARATOR, parts));
    }

    private static Optional<String> retention(LocalizedMessages messages, String detail) {
        List<String> parts = new ArrayList<>();
        for (String part : detail.split(", ", -1)) {
            Matcher matcher = RETENTION.matcher(part);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            parts.add(messages.get(
                    "audit.retention." + matcher.group("retention"),
                    isolated(matcher.group("site")),
                    value(messages, "number", matcher.group("number"))));
        }
        return Optional.of(String.join(SEPARATOR, parts));
    }

    private static String value(LocalizedMessages messages, String label, String value) {
        if (label.equals("until")) {
            return messages.time(Instant.parse(value));
        }
        if (label.equals("rules")) {
            return rules(messages, value);
        }
        if (NUMBERS.contains(label) && NUMBER.matcher(value).matches()) {
            return messages.number(Long.parseLong(value));
        }
        @Nullable String prefix = VALUES.get(label);
        if (prefix == null) {
            return isolated(value);
        }
        List<String> translated = new ArrayList<>();
        for (String one : value.split(", ", -1)) {
            translated.add(messages.find(one.equals("none") ? "audit.value.none" : prefix + one)
                    .orElseGet(() -> isolated(one)));
        }
        return String.join(messages.get("list.separator"), translated);
    }

    // Settings of screening, such as "links=20 max-links=3".
    private static String rules(LocalizedMessages messages, String value) {
        List<String> rules = new ArrayList<>();
        for (String rule : value.split(" ", -1)) {
            int end = Math.max(rule.indexOf('='), 0);
            String name = rule.substring(0, end);
            rules.add(messages.find("audit.rule." + name)
                    .or(() -> messages.find("rule." + name))
                    .map(label -> label + " " + value(messages, "number", rule.substring(end + 1)))
                    .orElseGet(() -> isolated(rule)));
        }
        return String.join(messages.get("list.separator"), rules);
    }

    // First strong isolate: the direction of a name does not affect the text around it.
    private static String isolated(String value) {
        return "\u2068" + value + "\u2069";
    }
}
