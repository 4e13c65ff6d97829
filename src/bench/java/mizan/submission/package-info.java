/** What the benchmark needs of the package of the same name. */
@NullMarked
package mizan.submission;

import org.jspecify.annotations.NullMarked;
