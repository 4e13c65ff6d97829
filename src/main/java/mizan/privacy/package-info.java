/** What people may do with their own data: see how their comment stands, withdraw it, have it erased. */
@NullMarked
package mizan.privacy;

import org.jspecify.annotations.NullMarked;
