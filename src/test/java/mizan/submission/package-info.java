@NullMarked
package mizan.submission;

import org.jspecify.annotations.NullMarked;
