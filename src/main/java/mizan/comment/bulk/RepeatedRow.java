package mizan.comment.bulk;

/** A row whose source id an earlier row of the file has. */
public record RepeatedRow(long number, long line, String sourceId) {}
