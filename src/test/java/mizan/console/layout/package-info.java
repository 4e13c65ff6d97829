@NullMarked
package mizan.console.layout;

import org.jspecify.annotations.NullMarked;
