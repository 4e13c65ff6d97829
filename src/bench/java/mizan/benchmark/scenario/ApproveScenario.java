package mizan.benchmark.scenario;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Queue;
import mizan.benchmark.load.Client;
import mizan.benchmark.load.HttpRequests;
import mizan.benchmark.load.Response;
import mizan.benchmark.process.PostgresServer;
import mizan.benchmark.process.ServiceProcess;

/** Moderators that approve pending comments one by one. Counts the decisions. */
public final class ApproveScenario {

    private final ServiceProcess service;
    private final Queue<String> pending;
    private long decided;

    /** @param pending the ids of the comments to approve, in this order */
    public ApproveScenario(ServiceProcess service, Queue<String> pending) {
        this.service = service;
        this.pending = pending;
    }

    /**
     * The ids of pending comments, oldest first.
     *
     * @param condition an SQL condition that selects the comments
     */
    public static Queue<String> pending(PostgresServer database, String condition) {
        Queue<String> ids = new ArrayDeque<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT id
                          FROM comment
                         WHERE status = 'PENDING'
                           AND %s
                         ORDER BY submitted_at, id
                        """.formatted(condition))) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return ids;
    }

    public long decided() {
        return decided;
    }

    public Client client(int number) {
        return new ApproveClient(service.token(number));
    }

    private final class ApproveClient implements Client {

        private final String authorization;
        private String id = "";

        ApproveClient(String token) {
            this.authorization = "Bearer " + token;
        }

        @Override
        public ByteBuffer next() {
            String next = pending.poll();
            if (next == null) {
                throw new IllegalStateException("No pending comments left: set a higher --pending");
            }
            id = next;
            return HttpRequests.post(
                    "/api/v1/moderation/comments/" + id + "/approve",
                    "{\"version\":0}",
                    "Authorization",
                    authorization);
        }

        @Override
        public boolean isExpected(Response response) {
            if (response.status() != 200) {
                return false;
            }
            decided++;
            return response.contains(id) && response.contains("\"status\":\"APPROVED\"");
        }
    }
}
