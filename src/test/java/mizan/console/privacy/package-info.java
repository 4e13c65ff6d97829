@NullMarked
package mizan.console.privacy;

import org.jspecify.annotations.NullMarked;
