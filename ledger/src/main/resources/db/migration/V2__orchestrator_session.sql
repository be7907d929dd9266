-- What the platform remembers beside the ledger. Nothing here is needed to trade, and nothing is derived from it.

CREATE TABLE orchestrator_session (
    id         uuid PRIMARY KEY,
    started_at timestamptz NOT NULL,
    ended_at   timestamptz,
    signals    bigint NOT NULL CHECK (signals >= 0),
    trades     bigint NOT NULL CHECK (trades >= 0),
    closings   bigint NOT NULL CHECK (closings >= 0),
    wins       bigint NOT NULL CHECK (wins BETWEEN 0 AND closings),
    profit     numeric NOT NULL,
    currency   text COLLATE "C" NOT NULL
);

CREATE INDEX orchestrator_session_latest ON orchestrator_session (started_at);

COMMENT ON TABLE orchestrator_session IS 'One row for each session of the orchestrator, in the system''s time.';
COMMENT ON COLUMN orchestrator_session.ended_at IS 'Null while it runs, and for ever if the process was killed in it.';
COMMENT ON COLUMN orchestrator_session.profit IS 'Realised, less fees paid.';
