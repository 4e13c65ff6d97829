@NullMarked
package mizan.privacy;

import org.jspecify.annotations.NullMarked;
