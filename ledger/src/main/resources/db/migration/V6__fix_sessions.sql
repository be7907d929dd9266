-- What of a FIX session outlives the process. Not a part of the ledger: it says what was sent, not what happened.
-- A venue that resets its numbers makes these rows worthless, so they may change and go.

-- One hot row for each session: room for its next versions on the same page, and vacuumed early.
CREATE TABLE fix_session (
    session     text COLLATE "C" PRIMARY KEY,
    next_sender integer NOT NULL DEFAULT 1 CHECK (next_sender > 0),
    next_target integer NOT NULL DEFAULT 1 CHECK (next_target > 0),
    since       timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 10, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

COMMENT ON TABLE fix_session IS 'The numbers of each FIX session.';
COMMENT ON COLUMN fix_session.next_sender IS 'The number of the next message that is sent.';
COMMENT ON COLUMN fix_session.next_target IS 'The number of the next message that is expected.';
COMMENT ON COLUMN fix_session.since IS 'When the numbers last began at 1.';

CREATE TABLE fix_message (
    session      text COLLATE "C" NOT NULL,
    sequence     integer NOT NULL CHECK (sequence > 0),
    message_type text NOT NULL,
    at           timestamptz NOT NULL DEFAULT now(),
    body         text NOT NULL,
    PRIMARY KEY (session, sequence)
);

COMMENT ON TABLE fix_message IS
    'Application messages that were stored to be sent, with their secrets masked; those of the session layer have no row.';

CREATE TABLE fix_parked (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    session  text COLLATE "C" NOT NULL,
    sequence integer NOT NULL,
    at       timestamptz NOT NULL,
    body     text NOT NULL,
    why      text NOT NULL
);

COMMENT ON TABLE fix_parked IS 'Messages of a counterparty that could not be taken over, with their secrets masked.';
