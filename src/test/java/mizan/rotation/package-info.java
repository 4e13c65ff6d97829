@NullMarked
package mizan.rotation;

import org.jspecify.annotations.NullMarked;
