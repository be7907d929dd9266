-- Who turned which switch above the accounts, and who set which limit: written by the database itself, in the
-- transaction that does it, so that no way of doing it leaves no trace. What happens on accounts, their events tell.

CREATE TABLE audit_log (
    id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at     timestamptz NOT NULL DEFAULT now(),
    who    text NOT NULL,
    action text NOT NULL CHECK (action IN ('stopped', 'armed', 'limit_set', 'limit_cleared')),
    scope  text COLLATE "C" NOT NULL,
    level  text CHECK (level IN ('no_new', 'reduce_only', 'cancel_all', 'flatten')),
    detail text
);

CREATE TRIGGER audit_log_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE audit_log ENABLE ALWAYS TRIGGER audit_log_is_append_only;

COMMENT ON TABLE audit_log IS 'Switches and limits above the accounts, as people and rules turned them. Append-only.';
COMMENT ON COLUMN audit_log.scope IS '''platform'', or ''user:'' and the user''s id.';
COMMENT ON COLUMN audit_log.detail IS 'The reason of a stop; the limit that was set or cleared.';

CREATE FUNCTION audit_platform() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_log (who, action, scope, level, detail)
    VALUES (NEW.updated_by, CASE WHEN NEW.trading_enabled THEN 'armed' ELSE 'stopped' END, 'platform',
            CASE WHEN NEW.trading_enabled THEN NULL ELSE NEW.stop_level END, NEW.stop_reason);
    RETURN NULL;
END
$$;

CREATE TRIGGER trading_control_is_audited
    AFTER UPDATE ON trading_control FOR EACH ROW
    WHEN ((OLD.trading_enabled, OLD.stop_level, OLD.stop_reason, OLD.updated_by)
          IS DISTINCT FROM (NEW.trading_enabled, NEW.stop_level, NEW.stop_reason, NEW.updated_by))
    EXECUTE FUNCTION audit_platform();
ALTER TABLE trading_control ENABLE ALWAYS TRIGGER trading_control_is_audited;

CREATE FUNCTION audit_user() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_log (who, action, scope, level, detail)
    VALUES (NEW.updated_by, CASE WHEN NEW.level IS NULL THEN 'armed' ELSE 'stopped' END, 'user:' || NEW.user_id,
            NEW.level, NEW.reason);
    RETURN NULL;
END
$$;

CREATE TRIGGER user_control_is_audited
    AFTER INSERT OR UPDATE ON user_control
    FOR EACH ROW EXECUTE FUNCTION audit_user();
ALTER TABLE user_control ENABLE ALWAYS TRIGGER user_control_is_audited;

-- A limit's row does not say who set it; who sets it tells the transaction.
CREATE FUNCTION audit_limit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    who text := coalesce(nullif(current_setting('keel.who', true), ''), 'database user ' || current_user);
BEGIN
    IF TG_OP = 'DELETE' THEN
        INSERT INTO audit_log (who, action, scope, detail)
        VALUES (who, 'limit_cleared', OLD.scope, OLD.max_stake || ' ' || OLD.currency);
    ELSE
        INSERT INTO audit_log (who, action, scope, detail)
        VALUES (who, 'limit_set', NEW.scope, coalesce(NEW.max_stake::text, 'no limit in') || ' ' || NEW.currency);
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER risk_scope_is_audited
    AFTER INSERT OR DELETE ON risk_scope
    FOR EACH ROW EXECUTE FUNCTION audit_limit();
CREATE TRIGGER risk_scope_change_is_audited
    AFTER UPDATE ON risk_scope FOR EACH ROW
    WHEN (OLD.max_stake IS DISTINCT FROM NEW.max_stake) EXECUTE FUNCTION audit_limit();
ALTER TABLE risk_scope ENABLE ALWAYS TRIGGER risk_scope_is_audited;
ALTER TABLE risk_scope ENABLE ALWAYS TRIGGER risk_scope_change_is_audited;
