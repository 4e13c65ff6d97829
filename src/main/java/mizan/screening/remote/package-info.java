/** Scores of comments by another service, in the format of the Perspective API. */
@NullMarked
package mizan.screening.remote;

import org.jspecify.annotations.NullMarked;
