package mizan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mizan.audit.AuditAction;
import mizan.comment.CommentStatus;
import mizan.comment.RejectionReason;
import mizan.comment.Verdict;
import mizan.comment.article.ArticleComments;
import mizan.comment.block.BlockKind;
import mizan.comment.report.ReportReason;
import mizan.mail.MailKind;
import mizan.mail.MailState;
import mizan.mail.recipient.RecipientState;
import mizan.moderator.Role;
import mizan.outbox.OutboxEvent;
import mizan.testing.Postgres;
import mizan.testing.ServiceTest;
import mizan.transfer.ImportFailure;
import mizan.transfer.ImportState;
import mizan.transfer.source.OmissionReason;
import mizan.webhook.DeliveryState;
import mizan.webhook.WebhookEvent;
import org.junit.jupiter.api.Test;

/** The names of the enums that are stored are the values that the CHECK constraints allow. */
class EnumConstraintsTest extends ServiceTest {

    private static final Pattern VALUE = Pattern.compile("'([A-Z_]+)'::text");

    @Test
    void commentAllowsEachStatus() {
        assertThat(allowed("comment", "comment_status_check")).isEqualTo(names(CommentStatus.values()));
    }

    @Test
    void outboxEventAllowsEachStatusAndTheErasureOfAnAuthor() {
        Set<String> expected = names(CommentStatus.values());
        expected.add(OutboxEvent.AUTHOR_ERASED);

        assertThat(allowed("outbox_event", "outbox_event_status_check")).isEqualTo(expected);
    }

    @Test
    void decisionColumnsAllowEachVerdictAndReason() {
        assertThat(allowed("decision", "decision_verdict_check")).isEqualTo(names(Verdict.values()));
        assertThat(allowed("decision", "decision_reason_check")).isEqualTo(names(RejectionReason.values()));
    }

    @Test
    void reportAllowsEachReason() {
        assertThat(allowed("report", "report_reason_check")).isEqualTo(names(ReportReason.values()));
    }

    @Test
    void articleAllowsEachStateOfItsComments() {
        assertThat(allowed("article", "article_comments_check")).isEqualTo(names(ArticleComments.values()));
    }

    @Test
    void blockAllowsEachKind() {
        assertThat(allowed("block", "block_kind_check")).isEqualTo(names(BlockKind.values()));
    }

    @Test
    void auditEntryAllowsEachAction() {
        assertThat(allowed("audit_entry", "audit_entry_action_check")).isEqualTo(names(AuditAction.values()));
    }

    @Test
    void webhookAllowsEachEventAndState() {
        Set<String> subscribable = names(WebhookEvent.values());
        subscribable.remove(WebhookEvent.TEST.name());

        assertThat(allowed("webhook", "webhook_events_check")).isEqualTo(subscribable);
        assertThat(allowed("webhook_delivery", "webhook_delivery_event_check")).isEqualTo(names(WebhookEvent.values()));
        assertThat(allowed("webhook_delivery", "webhook_delivery_state_check"))
                .isEqualTo(names(DeliveryState.values()));
    }

    @Test
    void moderatorAllowsEachRole() {
        assertThat(allowed("moderator", "moderator_roles_check")).isEqualTo(names(Role.values()));
    }

    @Test
    void importAllowsEachStateFailureAndReason() {
        assertThat(allowed("import", "import_state_check")).isEqualTo(names(ImportState.values()));
        assertThat(allowed("import", "import_failure_check")).isEqualTo(names(ImportFailure.values()));
        assertThat(allowed("import_omission", "import_omission_reason_check"))
                .isEqualTo(names(OmissionReason.values()));
    }

    @Test
    void mailAllowsEachKindAndState() {
        assertThat(allowed("mail", "mail_kind_check")).isEqualTo(names(MailKind.values()));
        assertThat(allowed("mail", "mail_state_check")).isEqualTo(names(MailState.values()));
        assertThat(allowed("mail_recipient", "mail_recipient_state_check")).isEqualTo(names(RecipientState.values()));
    }

    private static Set<String> allowed(String table, String constraint) {
        String definition = Postgres.value("""
                SELECT pg_get_constraintdef(oid)
                  FROM pg_constraint
                 WHERE conrelid = CAST('%s' AS regclass) AND conname = '%s'
                """.formatted(table, constraint));
        return VALUE.matcher(definition)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
    }
}
