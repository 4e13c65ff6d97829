/** What the benchmark needs of the package of the same name. */
@NullMarked
package mizan.text;

import org.jspecify.annotations.NullMarked;
