/** Tests of the container image: it is built from the Dockerfile, and run as in a cluster. */
@NullMarked
package mizan.image;

import org.jspecify.annotations.NullMarked;
