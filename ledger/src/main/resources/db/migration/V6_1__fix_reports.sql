-- What venues said over FIX, each report once and in the order of taking. It is durable before the session may forget
-- it, so that nothing is lost between the venue's word and the ledger. Its numbers are the cursor of an account's
-- history; nothing is ever changed or removed.

CREATE TABLE fix_report (
    account     text COLLATE "C" NOT NULL,
    number      bigint NOT NULL CHECK (number > 0),
    subject     text COLLATE "C" NOT NULL,
    name        text COLLATE "C" NOT NULL,
    hash        text NOT NULL,
    received_at timestamptz NOT NULL,
    message     text NOT NULL,
    PRIMARY KEY (account, number),
    UNIQUE (account, name)
);

CREATE TRIGGER fix_report_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON fix_report
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE fix_report ENABLE ALWAYS TRIGGER fix_report_is_append_only;

CREATE INDEX fix_report_of_subject ON fix_report (account, subject, number);

COMMENT ON TABLE fix_report IS 'Execution and trade reports of FIX sessions, each once.';
COMMENT ON COLUMN fix_report.number IS 'Without gaps; the cursor of the account''s history.';
COMMENT ON COLUMN fix_report.subject IS 'Whose it is: an order of ours by its id, any other as x: and the venue''s id.';
COMMENT ON COLUMN fix_report.name IS 'Execution id, day and order: the same report has the same name when it comes again.';
COMMENT ON COLUMN fix_report.hash IS 'Of what it says: another hash under the same name is an alarm.';
