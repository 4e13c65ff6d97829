/** PostgreSQL on a laptop: its embedded binaries, its process, and its data folder. */
@NullMarked
package mizan.command.postgres;

import org.jspecify.annotations.NullMarked;
