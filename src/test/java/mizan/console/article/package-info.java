@NullMarked
package mizan.console.article;

import org.jspecify.annotations.NullMarked;
