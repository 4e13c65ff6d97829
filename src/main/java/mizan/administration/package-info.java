/** The API for administrators: it serves the audit trail. */
@NullMarked
package mizan.administration;

import org.jspecify.annotations.NullMarked;
