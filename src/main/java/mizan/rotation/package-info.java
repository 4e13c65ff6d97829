/**
 * Key rotation: moves stored values to new keys, and retires old ones.
 *
 * <p>A rotation takes five steps: add a key, promote it, re-seal, retire the old key, and after each change of the files
 * restart the replicas one by one. Replicas at neighbouring steps work together: each reads the values of the other, and
 * both recognise the same authors and repeated submissions.
 */
@NullMarked
package mizan.rotation;

import org.jspecify.annotations.NullMarked;
