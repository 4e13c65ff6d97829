/** The pages of the moderation queue: comment cards, decisions, claims, and the page of one comment. */
@NullMarked
package mizan.console.queue;

import org.jspecify.annotations.NullMarked;
