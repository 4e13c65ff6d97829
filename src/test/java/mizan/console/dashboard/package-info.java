@NullMarked
package mizan.console.dashboard;

import org.jspecify.annotations.NullMarked;
