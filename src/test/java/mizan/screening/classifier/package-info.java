@NullMarked
package mizan.screening.classifier;

import org.jspecify.annotations.NullMarked;
