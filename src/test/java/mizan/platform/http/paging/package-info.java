@NullMarked
package mizan.platform.http.paging;

import org.jspecify.annotations.NullMarked;
