/** Learning from moderators' decisions: training in the background, and findings in comments similar to rejected ones. */
@NullMarked
package mizan.screening.learning;

import org.jspecify.annotations.NullMarked;
