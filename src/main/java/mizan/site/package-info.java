/** The sites whose articles are commented on, and their rules: origins, language. From configuration only. */
@NullMarked
package mizan.site;

import org.jspecify.annotations.NullMarked;
