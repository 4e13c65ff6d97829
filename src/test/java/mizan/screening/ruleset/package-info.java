@NullMarked
package mizan.screening.ruleset;

import org.jspecify.annotations.NullMarked;
