/** How a comment comes in: every rule it has to pass, and the one statement that keeps it. */
@NullMarked
package mizan.submission;

import org.jspecify.annotations.NullMarked;
