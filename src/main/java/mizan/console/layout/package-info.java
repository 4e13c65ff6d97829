/** The layout of every console page: navigation, languages, assets, and error pages. */
@NullMarked
package mizan.console.layout;

import org.jspecify.annotations.NullMarked;
