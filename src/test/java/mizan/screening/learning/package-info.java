@NullMarked
package mizan.screening.learning;

import org.jspecify.annotations.NullMarked;
