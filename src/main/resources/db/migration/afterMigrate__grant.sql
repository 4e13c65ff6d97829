-- The service's own role reads and writes rows, and can neither change the tables nor what is append-only. Where it is
-- also the owner (one role for all), the triggers and these revocations are what is left of that.
DO
$$
DECLARE
    service text := coalesce(nullif('${service-role}', ''), current_user);
BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), service);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON article, comment, moderator TO %I', service);
    EXECUTE format('GRANT SELECT ON approved_comment, removed_comment TO %I', service);
    EXECUTE format('GRANT SELECT, INSERT, DELETE ON idempotency_key, outbox TO %I', service);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON author_record, comment_search TO %I', service);
    EXECUTE format('GRANT SELECT, INSERT ON decision, audit_entry, audit_seal TO %I', service);
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON decision, audit_entry, audit_seal FROM %I', service);
    EXECUTE format('GRANT SELECT ON flyway_schema_history TO %I', service);
END
$$;
