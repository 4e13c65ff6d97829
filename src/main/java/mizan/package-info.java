/** Comment moderation service: it stores readers' comments and publishes those that moderators approve. */
@NullMarked
package mizan;

import org.jspecify.annotations.NullMarked;
