/** Scores for other systems: answers requests in the format of the Perspective API from what the service has learned. */
@NullMarked
package mizan.scoring;

import org.jspecify.annotations.NullMarked;
