package mizan.bench;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Queue;

/** Moderators who approve one pending comment after another. Counts the decisions. */
final class Deciding {

    private final Service service;
    private final Queue<String> pending;
    private long decided;

    /** @param pending the ids that are decided on, from the first */
    Deciding(Service service, Queue<String> pending) {
        this.service = service;
        this.pending = pending;
    }

    /** @param which a condition that says which of the pending comments are wanted */
    static Queue<String> pending(Database database, String which) {
        Queue<String> ids = new ArrayDeque<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT id
                          FROM comment
                         WHERE status = 'PENDING'
                           AND %s
                         ORDER BY submitted_at, id
                        """.formatted(which))) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return ids;
    }

    long decided() {
        return decided;
    }

    Script script(int client) {
        return new Moderator(service.token(client));
    }

    private final class Moderator implements Script {

        private final String authorization;
        private String id = "";

        Moderator(String token) {
            this.authorization = "Bearer " + token;
        }

        @Override
        public ByteBuffer next() {
            String next = pending.poll();
            if (next == null) {
                throw new IllegalStateException("Nothing is left to decide on: fill in more with --pending");
            }
            id = next;
            return Message.post(
                    "/api/v1/moderation/comments/" + id + "/approve",
                    "{\"version\":0}",
                    "Authorization",
                    authorization);
        }

        @Override
        public boolean isRight(Answer answer) {
            if (answer.status() != 200) {
                return false;
            }
            decided++;
            return answer.has(id) && answer.has("\"status\":\"APPROVED\"");
        }
    }
}
