/** The audit trail: who did what to which comment, and when. Entries are only added, and chained. */
@NullMarked
package mizan.audit;

import org.jspecify.annotations.NullMarked;
