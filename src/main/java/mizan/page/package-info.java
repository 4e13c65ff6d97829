/** What browsers load: the plain form, the demo article, the problems' explanations, the API's description. */
@NullMarked
package mizan.page;

import org.jspecify.annotations.NullMarked;
