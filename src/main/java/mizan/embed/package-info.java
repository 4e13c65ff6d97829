/**
 * What browsers load: the widget, pages of comments, forms and receipts, feeds, the demo articles, the problems'
 * explanations, the API's description.
 */
@NullMarked
package mizan.embed;

import org.jspecify.annotations.NullMarked;
