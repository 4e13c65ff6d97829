/** The audit trail page. */
@NullMarked
package mizan.console.audit;

import org.jspecify.annotations.NullMarked;
