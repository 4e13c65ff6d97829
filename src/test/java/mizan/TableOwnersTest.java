package mizan;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each table has one package that writes it. ArchUnit sees imports and not tables, so this test reads the statements in the
 * text blocks of the source code.
 */
class TableOwnersTest {

    private static final Path SOURCES = Path.of("src/main/java");

    private static final Pattern TEXT_BLOCK = Pattern.compile("\"\"\"\\n(.*?)\"\"\"", Pattern.DOTALL);

    private static final Pattern WRITE = Pattern.compile(
            "\\b(?:INSERT\\s+INTO|DELETE\\s+FROM|MERGE\\s+INTO|TRUNCATE(?:\\s+TABLE)?|(?<!DO\\s)(?<!KEY\\s)(?<!FOR\\s)UPDATE)\\s+(\\w+)");

    private static final Pattern CREATE = Pattern.compile("CREATE TABLE (\\w+)");

    private static final Map<String, Set<String>> WRITERS = Map.ofEntries(
            Map.entry("mizan.audit", Set.of("audit_chain", "audit_entry")),
            Map.entry(
                    "mizan.comment",
                    Set.of(
                            "article",
                            // The entries of comments that are rejected when they are inserted.
                            "audit_entry",
                            "author_stats",
                            "comment",
                            "comment_search",
                            "decision",
                            "idempotency_key")),
            Map.entry("mizan.comment.article", Set.of("article")),
            Map.entry("mizan.comment.block", Set.of("block")),
            Map.entry(
                    "mizan.comment.bulk",
                    Set.of(
                            "article",
                            "author_stats",
                            "comment",
                            "comment_search",
                            "decision",
                            "erasure",
                            "imported_comment")),
            Map.entry("mizan.comment.claim", Set.of("comment")),
            Map.entry(
                    "mizan.comment.erasure",
                    Set.of(
                            "author_stats",
                            "comment",
                            "comment_search",
                            "decision",
                            "erasure",
                            "idempotency_key",
                            "report")),
            Map.entry("mizan.comment.key", Set.of("author_stats", "comment", "idempotency_key")),
            Map.entry("mizan.comment.maintenance", Set.of("author_stats", "comment_search")),
            Map.entry("mizan.comment.notice", Set.of("notice", "notice_receipt")),
            Map.entry("mizan.comment.report", Set.of("report")),
            Map.entry(
                    "mizan.comment.retention",
                    Set.of("author_stats", "comment", "comment_search", "decision", "report")),
            Map.entry("mizan.comment.scoring", Set.of("comment")),
            Map.entry("mizan.email", Set.of("key_check")),
            Map.entry("mizan.mail", Set.of("mail", "mail_recipient", "notification_request")),
            Map.entry("mizan.mail.recipient", Set.of("mail_recipient")),
            // One statement changes a comment's status together with all rows that must agree with it.
            Map.entry(
                    "mizan.moderation.decision",
                    Set.of("article", "audit_entry", "author_stats", "comment", "decision", "outbox_event")),
            Map.entry("mizan.moderator", Set.of("moderator")),
            Map.entry("mizan.outbox", Set.of("outbox_event")),
            Map.entry("mizan.scoring", Set.of("scorer_key")),
            Map.entry("mizan.screening.learning", Set.of("screening_model")),
            Map.entry("mizan.screening.ruleset", Set.of("screening_rule_set")),
            Map.entry("mizan.transfer", Set.of("import", "import_omission")),
            Map.entry("mizan.webhook", Set.of("webhook", "webhook_delivery")));

    @Test
    void eachTableIsWrittenByItsOwnerOnly() throws IOException {
        Map<String, Set<String>> writers = new TreeMap<>();
        for (Path file : files(SOURCES, ".java")) {
            Set<String> written = TEXT_BLOCK
                    .matcher(Files.readString(file))
                    .results()
                    .flatMap(block -> WRITE.matcher(block.group(1)).results())
                    .map(match -> match.group(1))
                    .collect(toCollection(TreeSet::new));
            if (!written.isEmpty()) {
                writers.computeIfAbsent(packageOf(file), _ -> new TreeSet<>()).addAll(written);
            }
        }

        assertThat(writers).isEqualTo(WRITERS);
    }

    @Test
    void eachTableOfTheSchemaHasAnOwner() throws IOException {
        Set<String> tables = new TreeSet<>();
        for (Path file : files(Path.of("src/main/resources/db/migration"), ".sql")) {
            CREATE.matcher(Files.readString(file))
                    .results()
                    .map(MatchResult::group)
                    .map(statement -> statement.substring("CREATE TABLE ".length()))
                    .forEach(tables::add);
        }

        Set<String> written = new TreeSet<>();
        WRITERS.values().forEach(written::addAll);
        written.add("scheduled_task"); // written by db-scheduler
        assertThat(tables).isNotEmpty().isEqualTo(written);
    }

    private static List<Path> files(Path root, String extension) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(extension))
                    .sorted()
                    .toList();
        }
    }

    private static String packageOf(Path file) {
        return SOURCES.relativize(file.getParent()).toString().replace('/', '.').replace('\\', '.');
    }
}
