@NullMarked
package mizan.screening;

import org.jspecify.annotations.NullMarked;
