/** Privacy: authors see and withdraw their comments, and privacy officers see e-mail addresses. */
@NullMarked
package mizan.privacy;

import org.jspecify.annotations.NullMarked;
