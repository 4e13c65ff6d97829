/** Benchmarks of the classifier with JMH. */
@NullMarked
package mizan.screening.classifier;

import org.jspecify.annotations.NullMarked;
