/** Privacy: authors see and withdraw their comments, privacy officers export and erase the data about an address. */
@NullMarked
package mizan.privacy;

import org.jspecify.annotations.NullMarked;
