package mizan.benchmark.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** HTTP/1.1 requests as bytes. */
public final class HttpRequests {

    private HttpRequests() {}

    public static ByteBuffer get(String path, String... headers) {
        return request("GET", path, "", headers);
    }

    public static ByteBuffer delete(String path, String... headers) {
        return request("DELETE", path, "", headers);
    }

    public static ByteBuffer post(String path, String json, String... headers) {
        return request("POST", path, json, headers);
    }

    private static ByteBuffer request(String method, String path, String json, String... headers) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        StringBuilder head =
                new StringBuilder(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        if (!method.equals("GET")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        if (body.length > 0) {
            head.append("Content-Type: application/json\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer buffer = ByteBuffer.allocateDirect(start.length + body.length);
        return buffer.put(start).put(body).flip();
    }
}
