package mizan.moderation.block;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import mizan.audit.AuditAction;
import mizan.audit.AuditEntry;
import mizan.audit.AuditTrail;
import mizan.comment.CommentProblems;
import mizan.comment.block.Block;
import mizan.comment.block.BlockKind;
import mizan.comment.block.BlockedComment;
import mizan.comment.block.Blocks;
import mizan.moderation.SiteAccess;
import mizan.moderator.Moderator;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.paging.CursorScope;
import mizan.platform.http.paging.Cursors;
import mizan.platform.http.paging.PageLimit;
import mizan.text.PlainText;
import mizan.text.TextValidation;
import mizan.text.TextViolation;
import org.jspecify.annotations.Nullable;

/** Blocks authors and clients on the sites of a moderator. Each change is recorded in the audit trail. */
@Singleton
public class ModeratedBlocks {

    private static final Duration DEFAULT_CLIENT_PERIOD = Duration.ofDays(7);

    /** Later than every block. */
    private static final UUID START = new UUID(-1, -1);

    private final Blocks blocks;
    private final SiteAccess access;
    private final Cursors cursors;
    private final AuditTrail auditTrail;
    private final Clock clock;

    ModeratedBlocks(Blocks blocks, SiteAccess access, Cursors cursors, AuditTrail auditTrail, Clock clock) {
        this.blocks = blocks;
        this.access = access;
        this.cursors = cursors;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /**
     * Blocks in force, newest first.
     *
     * @param site one site; all sites of the moderator if null
     * @param limit 1 to 200
     * @param after the cursor from {@link Page#next} of the previous page, or null
     * @throws ProblemException not-allowed, no-such-site, or 422 for the limit
     */
    public Page page(Moderator moderator, @Nullable String site, int limit, @Nullable String after) {
        Set<String> permitted = access.permittedSites(moderator, site);
        PageLimit.check(limit);
        CursorScope scope = CursorScope.of("blocks", new TreeSet<>(permitted));
        List<String> cursor = cursors.decode(scope, after);
        UUID before = cursor.isEmpty() ? START : UUID.fromString(cursor.getFirst());
        List<Block> found = blocks.page(permitted, before, clock.instant(), limit + 1);
        List<Block> page = found.stream().limit(limit).toList();
        return new Page(
                page,
                found.size() > page.size()
                        ? cursors.encode(scope, page.getLast().id().toString())
                        : null);
    }

    /**
     * Blocks the author or the client of a comment. Later comments of theirs on the same site are rejected, until the block
     * ends or is lifted.
     *
     * @throws ProblemException no-such-comment, not-allowed, or 422 with every invalid field
     */
    public Block block(Moderator moderator, BlockRequest request) {
        access.requireDecider(moderator);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (request.comment() == null) {
            throw ProblemException.invalid(FieldViolation.of("comment", TextViolation.MISSING));
        }
        BlockedComment comment = blocks.comment(request.comment())
                .orElseThrow(() -> new ProblemException(CommentProblems.NO_SUCH_COMMENT));
        requirePermitted(moderator, comment.site());
        Blocks.NewBlock block = parse(request, comment, moderator.name(), now);
        AuditEntry entry = new AuditEntry(
                now,
                moderator.name(),
                switch (block.kind()) {
                    case AUTHOR -> AuditAction.AUTHOR_BLOCKED;
                    case CLIENT -> AuditAction.CLIENT_BLOCKED;
                },
                block.comment(),
                detail(comment.site(), block.until()));
        return blocks.add(block, () -> auditTrail.record(entry))
                .orElseThrow(() -> ProblemException.invalid(unknown(block.kind())));
    }

    /** @throws ProblemException not-found, or not-allowed */
    public void lift(Moderator moderator, UUID id) {
        access.requireDecider(moderator);
        Block block = blocks.find(id).orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND));
        requirePermitted(moderator, block.site());
        AuditEntry entry = new AuditEntry(
                clock.instant(),
                moderator.name(),
                AuditAction.BLOCK_LIFTED,
                block.commentId(),
                block.site() + " " + block.kind());
        blocks.lift(id, () -> auditTrail.record(entry));
    }

    private static void requirePermitted(Moderator moderator, String site) {
        if (!moderator.canModerate(site)) {
            throw new ProblemException(ProblemType.NOT_ALLOWED);
        }
    }

    private static Blocks.NewBlock parse(BlockRequest request, BlockedComment comment, String moderator, Instant now) {
        List<FieldViolation> violations = new ArrayList<>();
        @Nullable BlockKind kind = kind(request.kind(), violations);
        if (kind != null && !comment.canBlock(kind)) {
            violations.add(unknown(kind));
        }
        @Nullable Instant until = until(request.until(), now, violations);
        if (kind == BlockKind.CLIENT) {
            Instant last = comment.submittedAt().plus(Blocks.MAX_CLIENT_PERIOD);
            if (until == null && now.isBefore(last)) {
                Instant usual = now.plus(DEFAULT_CLIENT_PERIOD);
                until = usual.isBefore(last) ? usual : last;
            } else if (until == null || until.isAfter(last)) {
                violations.add(FieldViolation.of("until", "too-late", last));
            }
        }
        @Nullable String note = note(request.note(), violations);
        if (!violations.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, violations);
        }
        return new Blocks.NewBlock(
                requireNonNull(request.comment()), requireNonNull(kind), until, note, moderator, now);
    }

    /** The address or the client of the comment is erased, or was never known. */
    private static FieldViolation unknown(BlockKind kind) {
        return FieldViolation.of("comment", kind == BlockKind.AUTHOR ? "no-author" : "no-client");
    }

    private static @Nullable BlockKind kind(@Nullable String value, List<FieldViolation> violations) {
        @Nullable BlockKind kind = Arrays.stream(BlockKind.values())
                .filter(candidate -> candidate.name().equals(value))
                .findFirst()
                .orElse(null);
        if (kind == null) {
            violations.add(FieldViolation.of("kind", value == null ? "required" : "unknown"));
        }
        return kind;
    }

    private static @Nullable Instant until(@Nullable String value, Instant now, List<FieldViolation> violations) {
        if (value == null) {
            return null;
        }
        try {
            Instant until = Instant.parse(value);
            if (until.isAfter(now) && until.isBefore(now.plus(Duration.ofDays(36_525)))) {
                return until;
            }
        } catch (DateTimeException _) {
            // invalid like a time in the past
        }
        violations.add(FieldViolation.of("until", "invalid"));
        return null;
    }

    private static @Nullable String note(@Nullable String value, List<FieldViolation> violations) {
        if (value == null || value.isBlank()) {
            return null;
        }
        return switch (PlainText.NOTE.check(value)) {
            case TextValidation.Valid(String note) -> note;
            case TextValidation.Invalid(TextViolation violation) -> {
                violations.add(FieldViolation.of("note", violation));
                yield null;
            }
        };
    }

    private static String detail(String site, @Nullable Instant until) {
        return until == null ? site : site + " until " + until;
    }

    /**
     * One page of blocks.
     *
     * @param next the cursor of the next page; null on the last page
     */
    public record Page(List<Block> blocks, @Nullable String next) {}
}
