package mizan.transfer.export;

/** A row of an export. */
sealed interface ExportedRow permits StoredArticle, StoredComment {}
