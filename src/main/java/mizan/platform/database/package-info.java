/**
 * PostgreSQL: group commit, timeouts, the time that a request may wait, array parameters, UUIDv7, recognising an unavailable
 * database.
 *
 * <h2>Group commit</h2>
 *
 * {@link mizan.platform.database.GroupCommit} collects concurrent writes and commits them in one transaction. A commit
 * waits for the disk once, however many rows it has.
 *
 * <ul>
 *   <li>A write that comes alone is committed at once. Writes that come while a group is being committed are queued and
 *       form the next group.
 *   <li>Several groups may be committed at the same time. A further group starts for a few queued writes at least, or
 *       when a write has been queued for a hundredth of the queue timeout.
 *   <li>The queue is bounded in length and in time. A write that finds the queue full fails at once. A write that is
 *       not taken from the queue in time fails then. A write that was taken is waited for, because its statement has a
 *       timeout of its own.
 *   <li>If the database is unavailable, the group and all queued writes fail together. {@link
 *       mizan.platform.database.DatabaseUnavailable} recognises the cause of each of these failures.
 *   <li>If a group fails for another reason, it is written again in halves, down to the single write that fails: at
 *       most 2n - 1 attempts for n writes. After a lock timeout each write is tried alone, so that only the writes that
 *       need the locked row wait for it. A write that arrived too long ago is not tried again: it fails as if the database
 *       were unavailable, and its client can repeat the request.
 * </ul>
 *
 * <h2>Outages</h2>
 *
 * While the database is unreachable, {@link mizan.platform.database.DatabaseCircuit} refuses requests at once, and {@code
 * ReconnectingDataSource} tries to connect twice a second, so that requests succeed within a second after the outage.
 */
@NullMarked
package mizan.platform.database;

import org.jspecify.annotations.NullMarked;
