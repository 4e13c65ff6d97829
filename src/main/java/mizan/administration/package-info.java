/** The API for accounts and the audit trail. */
@NullMarked
package mizan.administration;

import org.jspecify.annotations.NullMarked;
