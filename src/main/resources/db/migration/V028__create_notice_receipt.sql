SELECT lock_tables('notice');

-- Receipts of notices that a later notice of the same sender has replaced. They lead to that one.
CREATE TABLE notice_receipt (
    receipt_hash bytea PRIMARY KEY CHECK (octet_length(receipt_hash) = 32),
    notice_id    uuid  NOT NULL REFERENCES notice ON DELETE CASCADE
);

-- The receipts of a notice that is replaced again, erased or deleted.
CREATE INDEX notice_receipt_notice_idx ON notice_receipt (notice_id);
