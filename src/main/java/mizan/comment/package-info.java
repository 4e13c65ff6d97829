/**
 * Comments and their states: with its sub-packages, the only code that writes their tables.
 *
 * <p>This package inserts and finds comments; what else happens to them has sub-packages. One statement elsewhere writes
 * their tables too: {@code mizan.moderation.decision} changes a comment's status together with the decision, the author
 * statistics, the audit entry and the outbox event, and describes the article.
 */
@NullMarked
package mizan.comment;

import org.jspecify.annotations.NullMarked;
