/**
 * Webhooks: signed notifications to other systems about what happens to comments, in the format of Standard Webhooks.
 *
 * <p>{@link mizan.webhook.WebhookDispatcher} runs on each replica. It copies events from the outbox into the table
 * webhook_delivery, and sends what is due.
 */
@NullMarked
package mizan.webhook;

import org.jspecify.annotations.NullMarked;
