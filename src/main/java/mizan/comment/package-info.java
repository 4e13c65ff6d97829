/**
 * Comments and their states: the only code that writes their tables, claims included.
 *
 * <p>It owns the tables article, comment, comment_search, author_stats, idempotency_key and erasure. One statement elsewhere writes
 * some of them too: {@code mizan.moderation.decision} changes a comment's status together with the decision, the author
 * statistics, the audit entry and the outbox event, and describes the article.
 */
@NullMarked
package mizan.comment;

import org.jspecify.annotations.NullMarked;
