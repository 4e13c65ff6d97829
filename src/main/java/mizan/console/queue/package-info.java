/** The queue pages: cards, decisions, claims, one comment. */
@NullMarked
package mizan.console.queue;

import org.jspecify.annotations.NullMarked;
