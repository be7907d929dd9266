-- What people take upon themselves for an account at a venue is audited too: no table of the ledger changes with it.

ALTER TABLE audit_log DROP CONSTRAINT audit_log_action_check;
ALTER TABLE audit_log ADD CONSTRAINT audit_log_action_check
    CHECK (action IN ('stopped', 'armed', 'limit_set', 'limit_cleared', 'uncertified_accepted'));

COMMENT ON COLUMN audit_log.scope IS '''platform'', or ''user:'' and the user''s id, or ''account:'' and the account''s.';
COMMENT ON COLUMN audit_log.detail IS 'The reason of a stop; the limit that was set or cleared; the connector that was accepted.';
