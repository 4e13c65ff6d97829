package mizan.testing;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Valid submissions with unique texts. A test sets only the fields that matter to it. */
public final class Sample {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Sample() {}

    public static Map<String, Object> submission() {
        Map<String, Object> submission = new HashMap<>();
        submission.put("name", "ليلى العطّار");
        submission.put("email", "layla@example.org");
        submission.put("body", "مقال جميل، شكرًا لكم. " + NUMBER.incrementAndGet());
        submission.put("article", "market-scales");
        return submission;
    }

    /** A valid submission with one other field value. */
    public static Map<String, Object> submission(String field, Object value) {
        return with(submission(), field, value);
    }

    public static Map<String, Object> with(Map<String, Object> submission, String field, Object value) {
        Map<String, Object> changed = new HashMap<>(submission);
        changed.put(field, value);
        return changed;
    }

    public static Map<String, Object> without(String field) {
        Map<String, Object> submission = submission();
        submission.remove(field);
        return submission;
    }

    /** A valid reply to a comment. */
    public static Map<String, Object> reply(String parentId) {
        return submission("parentId", parentId);
    }
}
