@NullMarked
package mizan.screening.match;

import org.jspecify.annotations.NullMarked;
