@NullMarked
package mizan.console.webhook;

import org.jspecify.annotations.NullMarked;
