/** The commands for privacy: erasures, retention, and statements of reasons. */
@NullMarked
package mizan.command.privacy;

import org.jspecify.annotations.NullMarked;
