/** Tests that break the service and its database while clients use them, and count what was lost. */
@NullMarked
package mizan.fault;

import org.jspecify.annotations.NullMarked;
