/** The pages on which administrators manage webhooks, and see what was delivered. */
@NullMarked
package mizan.console.webhook;

import org.jspecify.annotations.NullMarked;
