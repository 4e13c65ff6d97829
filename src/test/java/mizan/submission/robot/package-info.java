@NullMarked
package mizan.submission.robot;

import org.jspecify.annotations.NullMarked;
