/** Text as people write it: what counts as a character, what may be kept, what a domain name is. Alone knows ICU. */
@NullMarked
package mizan.text;

import org.jspecify.annotations.NullMarked;
