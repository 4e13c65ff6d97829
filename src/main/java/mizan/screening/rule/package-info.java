/** Screening rules: each looks for one thing in a new comment, and says where it is. */
@NullMarked
package mizan.screening.rule;

import org.jspecify.annotations.NullMarked;
