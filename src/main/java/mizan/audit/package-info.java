/** The audit trail: who did what to which comment, and when. Entries are only ever added. */
@NullMarked
package mizan.audit;

import org.jspecify.annotations.NullMarked;
