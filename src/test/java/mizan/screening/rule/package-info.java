@NullMarked
package mizan.screening.rule;

import org.jspecify.annotations.NullMarked;
