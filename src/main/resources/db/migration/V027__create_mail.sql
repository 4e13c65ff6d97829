SELECT lock_tables('comment', 'moderator');

-- The people whom the service sends e-mail: authors, by the fingerprint of their address, and moderators.
CREATE TABLE mail_recipient (
    id           uuid        PRIMARY KEY,
    -- The account's name; null for an author. An address that the account has replaced stays for some time, unsubscribed:
    -- it must not be asked again within a day.
    moderator    text        REFERENCES moderator,
    fingerprint  bytea       NOT NULL CHECK (octet_length(fingerprint) = 32),
    -- Sealed, with the id of this row. It stays after the person has unsubscribed, so that the keys can be rotated.
    address      bytea       NOT NULL,
    -- The secret in the links of the mails, sealed with the id of this row, and its SHA-256 hash.
    token_sealed bytea       NOT NULL,
    token_hash   bytea       NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
    language     text        NOT NULL CHECK (char_length(language) BETWEEN 2 AND 35),
    -- UNCONFIRMED addresses get nothing but the mail that asks for a confirmation. UNSUBSCRIBED ones get no mail at all.
    state        text        NOT NULL CHECK (state IN ('UNCONFIRMED', 'CONFIRMED', 'UNSUBSCRIBED')),
    -- Whether a mail that asks for a confirmation is due.
    is_requested boolean     NOT NULL,
    -- The mails that have asked for a confirmation, and the last of them.
    requests     integer     NOT NULL DEFAULT 0,
    requested_at timestamptz,
    changed_at   timestamptz NOT NULL,
    -- When the address was last named in a form, or by the moderator.
    used_at      timestamptz NOT NULL,
    -- Hours of the day without digests, such as 22:00-07:00. Null for those of the service.
    quiet_hours  text        CHECK (quiet_hours ~ '^[0-9]{2}:[0-9]{2}-[0-9]{2}:[0-9]{2}$'),
    CHECK (quiet_hours IS NULL OR moderator IS NOT NULL),
    CHECK ((requests = 0) = (requested_at IS NULL)),
    CHECK (NOT is_requested OR state = 'UNCONFIRMED')
);

-- An author is known once, on all sites.
CREATE UNIQUE INDEX mail_recipient_author_idx ON mail_recipient (fingerprint) WHERE moderator IS NULL;

-- The address of an account.
CREATE UNIQUE INDEX mail_recipient_moderator_idx ON mail_recipient (moderator) WHERE state <> 'UNSUBSCRIBED';

-- The last mail that has asked for a confirmation of an address, whoever named it.
CREATE INDEX mail_recipient_fingerprint_idx ON mail_recipient (fingerprint);

-- The mails that are due.
CREATE INDEX mail_recipient_requested_idx ON mail_recipient (id) WHERE is_requested;

-- The wish of an author to be told of the decision on a comment. It is deleted with the mail that tells it.
CREATE TABLE notification_request (
    comment_id   uuid        PRIMARY KEY REFERENCES comment,
    language     text        NOT NULL CHECK (char_length(language) BETWEEN 2 AND 35),
    requested_at timestamptz NOT NULL,
    -- Null until the job has found or stored the recipient.
    recipient_id uuid        REFERENCES mail_recipient ON DELETE CASCADE
);

-- The requests of a recipient, and those without one.
CREATE INDEX notification_request_recipient_idx ON notification_request (recipient_id, requested_at);

-- Mails that are to be sent, and those of the last weeks. It holds ids only; a mail is written when it is sent.
CREATE TABLE mail (
    id           uuid        PRIMARY KEY,
    kind         text        NOT NULL CHECK (kind IN ('CONFIRMATION', 'DECISION', 'DIGEST')),
    recipient_id uuid        NOT NULL REFERENCES mail_recipient ON DELETE CASCADE,
    -- One mail for each comment.
    comment_id   uuid        UNIQUE REFERENCES comment,
    -- WAITING is sent or sent again; PARKED has failed for good; DROPPED had nothing to tell any more.
    state        text        NOT NULL CHECK (state IN ('WAITING', 'SENT', 'PARKED', 'DROPPED')),
    attempts     integer     NOT NULL DEFAULT 0,
    due_at       timestamptz NOT NULL,
    created_at   timestamptz NOT NULL,
    ended_at     timestamptz,
    CHECK ((kind = 'DECISION') = (comment_id IS NOT NULL)),
    CHECK ((state = 'WAITING') = (ended_at IS NULL))
);

-- The next mail.
CREATE INDEX mail_due_idx ON mail (due_at) WHERE state = 'WAITING';

-- The mails of a recipient, newest first; also for the deletion of the recipient.
CREATE INDEX mail_recipient_idx ON mail (recipient_id, created_at);

-- The mails that have asked for a confirmation within the last hour.
CREATE INDEX mail_confirmation_idx ON mail (created_at) WHERE kind = 'CONFIRMATION';

-- The clean-up of old mails.
CREATE INDEX mail_ended_idx ON mail (ended_at) WHERE ended_at IS NOT NULL;
