/** A service that takes in readers' comments and publishes those that moderators approve. */
@NullMarked
package mizan;

import org.jspecify.annotations.NullMarked;
