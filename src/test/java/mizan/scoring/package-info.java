@NullMarked
package mizan.scoring;

import org.jspecify.annotations.NullMarked;
