/** Receipts: authors see the state of their comment, and withdraw it. */
@NullMarked
package mizan.embed.receipt;

import org.jspecify.annotations.NullMarked;
