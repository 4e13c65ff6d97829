/** The dashboard and its charts. */
@NullMarked
package mizan.console.dashboard;

import org.jspecify.annotations.NullMarked;
