-- Who may write to which account, what accounts may have at stake together, and kill switches above them.

CREATE TABLE writer (
    id     uuid PRIMARY KEY,
    holder text NOT NULL,
    until  timestamptz NOT NULL
) WITH (fillfactor = 50);

COMMENT ON TABLE writer IS 'One row for each process that holds accounts; its one heartbeat keeps all of them.';
COMMENT ON COLUMN writer.holder IS 'For people: host and process.';
COMMENT ON COLUMN writer.until IS
    'By the database''s clock; after it, others may take its accounts. -infinity once one of them was taken.';

CREATE TABLE account_lease (
    account_id text COLLATE "C" PRIMARY KEY,
    token      bigint NOT NULL CHECK (token >= 0),
    writer_id  uuid,
    taken_at   timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX account_lease_writer ON account_lease (writer_id);

COMMENT ON TABLE account_lease IS
    'Whoever writes to an account brings its token. Taking an account locks the row of account first, so that no commit of '
    'the holder before is on its way.';
COMMENT ON COLUMN account_lease.token IS 'Grows with each lease.';
COMMENT ON COLUMN account_lease.writer_id IS 'Null when it was let go.';

ALTER TABLE account
    ADD COLUMN user_id text COLLATE "C" NOT NULL DEFAULT 'owner',
    ADD COLUMN stake   numeric NOT NULL DEFAULT 0;

COMMENT ON COLUMN account.user_id IS 'Who owns it.';
COMMENT ON COLUMN account.stake IS
    'What is at stake: positions at cost, and open orders that may add to them at the price they are reserved at.';

UPDATE account AS a
SET stake = coalesce((SELECT sum(p.cost) FROM broker_positions p WHERE p.account_id = a.id), 0)
          + coalesce((
              SELECT sum(greatest(t.requested_quantity - t.filled_quantity, 0) * t.entry_price
                         * CASE WHEN i.kind = 'LINEAR' THEN i.contract_size ELSE 1 END)
              FROM trade_ledger t
              CROSS JOIN LATERAL (
                  SELECT e.payload -> 'instrument' ->> 'kind' AS kind,
                         (e.payload -> 'instrument' ->> 'contract_size')::numeric AS contract_size
                  FROM event e
                  WHERE e.account_id = t.account_id AND e.type = 'instrument_listed'
                        AND e.payload -> 'instrument' ->> 'id' = t.symbol
                  ORDER BY e.sequence DESC LIMIT 1) AS i
              WHERE t.account_id = a.id
                    AND t.status IN ('pending', 'in_doubt', 'working', 'partially_filled', 'canceling')
                    AND NOT coalesce(t.metadata -> 'instructions' @> '["REDUCE_ONLY"]', false)), 0);

CREATE TABLE risk_scope (
    scope     text COLLATE "C" NOT NULL,
    currency  text COLLATE "C" NOT NULL,
    max_stake numeric CHECK (max_stake >= 0),
    used      numeric NOT NULL,
    PRIMARY KEY (scope, currency)
) WITH (fillfactor = 50);

COMMENT ON TABLE risk_scope IS
    'What accounts have at stake together: the sum of account.stake, changed by every commit that changes one of them.';
COMMENT ON COLUMN risk_scope.scope IS '''platform'', or ''user:'' and the user''s id.';
COMMENT ON COLUMN risk_scope.currency IS 'Accounts of other currencies are not counted.';
COMMENT ON COLUMN risk_scope.max_stake IS 'What adds risk is refused beyond it; null for no limit.';

ALTER TABLE trading_control
    ADD COLUMN stop_level text NOT NULL DEFAULT 'no_new'
               CHECK (stop_level IN ('no_new', 'reduce_only', 'cancel_all', 'flatten'));

COMMENT ON COLUMN trading_control.stop_level IS 'How far a stop goes; each includes those before it.';

CREATE TABLE user_control (
    user_id    text COLLATE "C" PRIMARY KEY,
    level      text CHECK (level IN ('no_new', 'reduce_only', 'cancel_all', 'flatten')),
    reason     text,
    stopped_at timestamptz,
    updated_by text NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((level IS NULL) = (reason IS NULL) AND (level IS NULL) = (stopped_at IS NULL))
);

COMMENT ON TABLE user_control IS
    'The kill switches above the accounts of a user; a user without a row was never stopped. Read as trading_control is.';
COMMENT ON COLUMN user_control.level IS 'Null while trading is enabled.';
