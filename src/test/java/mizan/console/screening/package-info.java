@NullMarked
package mizan.console.screening;

import org.jspecify.annotations.NullMarked;
