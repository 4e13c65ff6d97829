/**
 * Comments: what readers wrote, where each one stands, and the only code that writes them. The statement that decides on
 * them also writes the rows of {@link mizan.audit} and {@link mizan.outbox} that belong to it.
 */
@NullMarked
package mizan.comment;

import org.jspecify.annotations.NullMarked;
