/** The screening rules of each site: settings, and what administrators have changed of them, in versions. */
@NullMarked
package mizan.screening.ruleset;

import org.jspecify.annotations.NullMarked;
