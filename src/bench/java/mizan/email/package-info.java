/** What the benchmark needs of the package of the same name. */
@NullMarked
package mizan.email;

import org.jspecify.annotations.NullMarked;
