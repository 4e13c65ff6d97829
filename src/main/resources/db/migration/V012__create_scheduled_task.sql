-- Jobs that run once in a cluster: when each runs next, and which replica runs it now. Written by db-scheduler, one row for each
-- job. A row that is picked has a heartbeat; without one for some minutes, another replica takes the job over.
CREATE TABLE scheduled_task (
    task_name            text        NOT NULL,
    task_instance        text        NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean     NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);
