/** The API for administrators: the audit trail. */
@NullMarked
package mizan.administration;

import org.jspecify.annotations.NullMarked;
