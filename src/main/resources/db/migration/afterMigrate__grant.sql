-- The service role reads and writes rows. It can change neither tables nor append-only rows. Where it is
-- also the owner (one role for everything), only the triggers and these revocations protect append-only rows.
DO
$$
DECLARE
    service text := coalesce(nullif('${service-role}', ''), current_user);
BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), service);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON article, comment, import, key_check, moderator, scorer_key, screening_model TO %I', service);
    EXECUTE format('GRANT SELECT ON approved_comment, removed_comment TO %I', service);
    EXECUTE format('GRANT SELECT, INSERT, DELETE ON outbox_event TO %I', service);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON author_stats, block, comment_search, idempotency_key, mail, mail_recipient, notice, notice_receipt, notification_request, report, scheduled_task, webhook, webhook_delivery TO %I', service);
    EXECUTE format('GRANT SELECT, INSERT ON decision, audit_entry, audit_chain, erasure, import_omission, screening_rule_set TO %I', service);
    EXECUTE format('GRANT SELECT, INSERT, DELETE ON imported_comment TO %I', service);
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON decision, audit_entry, audit_chain, erasure FROM %I', service);
    EXECUTE format('GRANT UPDATE (note) ON decision TO %I', service);
    EXECUTE format('GRANT SELECT ON flyway_schema_history TO %I', service);
END
$$;
