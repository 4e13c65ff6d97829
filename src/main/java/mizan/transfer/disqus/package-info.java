/** Reads exports of Disqus. */
@NullMarked
package mizan.transfer.disqus;

import org.jspecify.annotations.NullMarked;
