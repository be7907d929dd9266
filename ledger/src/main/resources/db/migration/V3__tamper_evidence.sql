-- Every event carries a hash over itself and the hash before it, so that no row can be changed, removed or moved without
-- a trace. How it is made: dev.keel.ledger.chain.EventHasher; the events that are there get theirs here.

ALTER TABLE event ADD COLUMN hash bytea CHECK (octet_length(hash) = 32);
ALTER TABLE account ADD COLUMN chain_hash bytea CHECK (octet_length(chain_hash) = 32);

COMMENT ON COLUMN event.hash IS
    'SHA-256 over the hash of the account''s event before, the account, sequence, type, at and the payload''s bytes.';
COMMENT ON COLUMN account.chain_hash IS 'The hash of the latest event.';

ALTER TABLE event DISABLE TRIGGER event_is_append_only;

DO $$
DECLARE
    e        record;
    whose    text;
    previous bytea;
BEGIN
    FOR e IN SELECT account_id, sequence, type, at, payload::text AS payload FROM event ORDER BY account_id, sequence
    LOOP
        IF whose IS DISTINCT FROM e.account_id THEN
            whose := e.account_id;
            previous := sha256(convert_to('keel event chain 1', 'UTF8')
                               || int4send(octet_length(whose)) || convert_to(whose, 'UTF8'));
        END IF;
        previous := sha256(previous
                           || int4send(octet_length(e.account_id)) || convert_to(e.account_id, 'UTF8')
                           || int8send(e.sequence)
                           || int4send(octet_length(e.type)) || convert_to(e.type, 'UTF8')
                           || int8send((extract(epoch FROM e.at) * 1000000)::bigint)
                           || int4send(octet_length(e.payload)) || convert_to(e.payload, 'UTF8'));
        UPDATE event SET hash = previous WHERE account_id = e.account_id AND sequence = e.sequence;
    END LOOP;
END
$$;

UPDATE account a SET chain_hash = coalesce(
    (SELECT e.hash FROM event e WHERE e.account_id = a.id ORDER BY e.sequence DESC LIMIT 1),
    sha256(convert_to('keel event chain 1', 'UTF8') || int4send(octet_length(a.id)) || convert_to(a.id, 'UTF8')));

ALTER TABLE event ENABLE ALWAYS TRIGGER event_is_append_only;
ALTER TABLE event ALTER COLUMN hash SET NOT NULL;
ALTER TABLE account ALTER COLUMN chain_hash SET NOT NULL;

CREATE TABLE anchor (
    key_id      text COLLATE "C" NOT NULL,
    number      bigint NOT NULL CHECK (number > 0),
    line_hash   bytea NOT NULL CHECK (octet_length(line_hash) = 32),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (key_id, number)
);

COMMENT ON TABLE anchor IS 'The signed anchors that were written to a file, so that a file that was cut short is seen.';
COMMENT ON COLUMN anchor.key_id IS 'The beginning of the SHA-256 of the public key that signed.';
COMMENT ON COLUMN anchor.line_hash IS 'SHA-256 of the line in the file, its end of line aside.';

CREATE TRIGGER anchor_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON anchor
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE anchor ENABLE ALWAYS TRIGGER anchor_is_append_only;
