/** What the benchmark needs of the package of the same name. */
@NullMarked
package mizan.publication;

import org.jspecify.annotations.NullMarked;
