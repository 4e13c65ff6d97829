/** What screening rules look for in a text: words of a list in any spelling, links, and the signature of similar texts. */
@NullMarked
package mizan.screening.match;

import org.jspecify.annotations.NullMarked;
