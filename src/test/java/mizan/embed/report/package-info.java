@NullMarked
package mizan.embed.report;

import org.jspecify.annotations.NullMarked;
