package mizan.privacy;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import mizan.audit.AuditAction;
import mizan.comment.block.Blocks;
import mizan.comment.notice.Notices;
import mizan.comment.notice.StoredNotice;
import mizan.email.EmailAddress;
import mizan.email.EmailVault;
import mizan.mail.recipient.Recipients;
import mizan.mail.recipient.StoredRecipient;
import mizan.moderator.Moderator;
import mizan.platform.database.RequestBudget;
import org.jspecify.annotations.Nullable;

/** Collects all data about an e-mail address on all sites (GDPR art. 15). */
@Singleton
public class AuthorExport {

    /** Comments that are read by one statement. The memory of an export does not depend on the number of comments. */
    private static final int PAGE_SIZE = 100;

    /** In place of findings that cannot be parsed. */
    private static final ExportedComment.Finding UNREADABLE =
            new ExportedComment.Finding("unreadable", null, null, null);

    private final ExportRepository repository;
    private final Blocks blocks;
    private final Notices notices;
    private final EmailVault vault;
    private final Recipients recipients;
    private final PrivacyOfficers officers;
    private final RetentionDates retention;
    private final JsonMapper json;
    private final Clock clock;

    AuthorExport(
            ExportRepository repository,
            Blocks blocks,
            Notices notices,
            EmailVault vault,
            Recipients recipients,
            PrivacyOfficers officers,
            RetentionDates retention,
            JsonMapper json,
            Clock clock) {
        this.repository = repository;
        this.blocks = blocks;
        this.notices = notices;
        this.vault = vault;
        this.recipients = recipients;
        this.officers = officers;
        this.retention = retention;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Checks that the account may see the data. A refusal is recorded in the audit trail.
     *
     * @throws mizan.platform.http.ProblemException {@link mizan.platform.http.ProblemType#NOT_ALLOWED} if it may not
     */
    public void requireOfficer(Moderator moderator) {
        officers.require(moderator);
    }

    /** Opens an export. The audit entry is written first. */
    public Export open(Moderator officer, EmailAddress address) {
        RequestBudget.removeLimit();
        officers.require(officer);
        String[] fingerprints = vault.fingerprints(address).stream()
                .map(fingerprint -> "\\x" + HexFormat.of().formatHex(fingerprint.value()))
                .toArray(String[]::new);
        List<UUID> ids = repository.ids(fingerprints);
        List<PersonalDataExport.SiteStats> stats = repository.stats(fingerprints).stream()
                .map(row -> new PersonalDataExport.SiteStats(row.site(), row.approved(), row.rejected()))
                .toList();
        List<PersonalDataExport.ExportedBlock> blocked = blocks.ofAuthor(fingerprints).stream()
                .map(block -> new PersonalDataExport.ExportedBlock(
                        block.site(), block.kind(), block.createdAt(), block.until(), block.note()))
                .toList();
        List<PersonalDataExport.ExportedNotice> noticed =
                notices.ofNotifier(fingerprints).stream().map(this::notice).toList();
        officers.record(officer, AuditAction.PERSONAL_DATA_EXPORTED, "comments: " + ids.size());
        return new Export(
                new Head(clock.instant(), stats, blocked, noticed, recipients.stored(vault.fingerprints(address))),
                ids);
    }

    private PersonalDataExport.ExportedNotice notice(StoredNotice notice) {
        byte @Nullable [] sealed = notice.emailSealed();
        return new PersonalDataExport.ExportedNotice(
                notice.id(),
                notice.site(),
                notice.commentId(),
                notice.noticedAt(),
                notice.name(),
                sealed == null ? null : vault.unseal(sealed, notice.id()).orElse(null),
                notice.explanation(),
                notice.childSexualAbuse(),
                notice.hasClient());
    }

    private List<ExportedComment> read(List<UUID> page) {
        String[] ids = page.stream().map(UUID::toString).toArray(String[]::new);
        Map<UUID, List<ExportRepository.DecisionRow>> decisions =
                repository.decisions(ids).stream().collect(groupingBy(ExportRepository.DecisionRow::commentId));
        Map<UUID, List<ExportRepository.KeyRow>> keys =
                repository.idempotencyKeys(ids).stream().collect(groupingBy(ExportRepository.KeyRow::commentId));
        return repository.comments(ids).stream()
                .map(row -> comment(
                        row, decisions.getOrDefault(row.id(), List.of()), keys.getOrDefault(row.id(), List.of())))
                .toList();
    }

    private ExportedComment comment(
            ExportRepository.CommentRow row,
            List<ExportRepository.DecisionRow> decisions,
            List<ExportRepository.KeyRow> keys) {
        byte @Nullable [] sealed = row.emailSealed();
        Optional<Instant> keptUntil =
                retention.ofComment(row.site(), row.status(), Optional.ofNullable(row.decidedAt()));
        return new ExportedComment(
                row.id(),
                row.site(),
                new ExportedComment.Article(row.article(), row.articleUrl(), row.articleTitle()),
                row.parentId(),
                row.name(),
                sealed == null ? null : vault.unseal(sealed, row.id()).orElse(null),
                row.body(),
                row.status(),
                row.version(),
                row.submittedAt(),
                row.decidedAt(),
                keptUntil.orElse(null),
                findings(row.findings()),
                row.hasClient()
                        ? new ExportedComment.StoredValue(retention
                                .ofClient(row.site(), row.submittedAt(), keptUntil)
                                .orElse(null))
                        : null,
                decisions.stream()
                        .map(decision -> new ExportedComment.Decision(
                                decision.verdict(),
                                decision.reason(),
                                decision.note(),
                                decision.legalGround(),
                                decision.automated(),
                                decision.decidedAt(),
                                decision.version()))
                        .toList(),
                keys.stream()
                        .map(key -> new ExportedComment.StoredValue(key.expiresAt()))
                        .toList());
    }

    private List<ExportedComment.Finding> findings(@Nullable String stored) {
        if (stored == null) {
            return List.of();
        }
        try {
            return json.readValue(stored, Argument.listOf(ExportedComment.Finding.class));
        } catch (IOException _) {
            return List.of(UNREADABLE);
        }
    }

    /** All but the comments. */
    private record Head(
            Instant at,
            List<PersonalDataExport.SiteStats> stats,
            List<PersonalDataExport.ExportedBlock> blocks,
            List<PersonalDataExport.ExportedNotice> notices,
            List<StoredRecipient> mail) {}

    /** An export whose comments are read while it is written. */
    public final class Export {

        private final Head head;
        private final List<UUID> ids;

        private Export(Head head, List<UUID> ids) {
            this.head = head;
            this.ids = ids;
        }

        /** The number of comments. */
        public int size() {
            return ids.size();
        }

        public List<PersonalDataExport.SiteStats> authorStats() {
            return head.stats();
        }

        /** The newest comments, newest first. */
        public List<ExportedComment> newest(int limit) {
            return read(ids.subList(Math.max(0, ids.size() - limit), ids.size()))
                    .reversed();
        }

        /** The JSON of {@link PersonalDataExport}. The stream reads page by page; it fails if the database does. */
        public InputStream stream() {
            return new SequenceInputStream(new Parts(this));
        }
    }

    /** The parts of the JSON: the head, the pages of comments, and the end. */
    @SuppressWarnings("JdkObsolete") // SequenceInputStream takes an Enumeration
    private final class Parts implements Enumeration<InputStream> {

        private final Export export;
        private int next;
        private boolean isStarted;
        private boolean isEmpty = true;
        private boolean isFinished;

        Parts(Export export) {
            this.export = export;
        }

        @Override
        public boolean hasMoreElements() {
            return !isFinished;
        }

        @Override
        public InputStream nextElement() {
            return new ByteArrayInputStream(part().getBytes(StandardCharsets.UTF_8));
        }

        private String part() {
            if (!isStarted) {
                isStarted = true;
                Head head = export.head;
                return "{\"exportedAt\":%s,\"authorStats\":%s,\"blocks\":%s,\"notices\":%s,\"mail\":%s,\"comments\":["
                        .formatted(
                                write(head.at()),
                                write(head.stats()),
                                write(head.blocks()),
                                write(head.notices()),
                                write(head.mail()));
            }
            if (next < export.ids.size()) {
                int from = next;
                next = Math.min(from + PAGE_SIZE, export.ids.size());
                return page(read(export.ids.subList(from, next)));
            }
            isFinished = true;
            return "]}";
        }

        // Comments that were erased meanwhile are missing, so a page can be empty.
        private String page(List<ExportedComment> comments) {
            String separator = isEmpty ? "" : ",";
            if (comments.isEmpty()) {
                return "";
            }
            isEmpty = false;
            return comments.stream().map(AuthorExport.this::write).collect(joining(",", separator, ""));
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
