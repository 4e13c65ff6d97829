-- Locks tables for a migration without deadlocks. A migration that changes several tables would otherwise hold the lock on
-- one of them while it waits for the next; a statement of the service that holds the second and waits for the first then
-- fails. This function holds no lock while it waits longer than lock_timeout below, which is shorter than PostgreSQL's
-- deadlock_timeout (1 s): it releases all locks, and tries again. Each migration calls it first, with all tables that it
-- changes and with those that new foreign keys refer to.
CREATE FUNCTION lock_tables(VARIADIC names text[]) RETURNS void LANGUAGE plpgsql AS
$$
DECLARE
    before text := current_setting('lock_timeout');
    list   text := (SELECT string_agg(format('%I', name), ', ') FROM unnest(names) AS name);
BEGIN
    FOR attempt IN 1..300 LOOP
        BEGIN
            PERFORM set_config('lock_timeout', '300ms', true);
            EXECUTE 'LOCK TABLE ' || list || ' IN ACCESS EXCLUSIVE MODE';
            PERFORM set_config('lock_timeout', before, true);
            RETURN;
        EXCEPTION
            WHEN lock_not_available OR deadlock_detected THEN
                PERFORM pg_sleep(0.05 + random() * 0.1);
        END;
    END LOOP;
    RAISE EXCEPTION 'The tables % are in use', list USING ERRCODE = 'lock_not_available';
END
$$;
