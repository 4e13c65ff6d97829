/** The load that trains the JVM while the image is built: its profile becomes the AOT cache. */
@NullMarked
package mizan.training;

import org.jspecify.annotations.NullMarked;
