package dev.keel.venues.fix.quickfix;

import dev.keel.venues.connector.Credentials;
import dev.keel.venues.fix.transport.FixMessage;
import dev.keel.venues.fix.transport.LogonAuthenticator;
import dev.keel.venues.fix.transport.SessionProfile;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.field.MsgSeqNum;
import quickfix.field.SendingTime;

/** Fills in logons; holds a copy of the session's secrets. */
final class LogonSigner implements AutoCloseable {
    private final SessionProfile profile;
    private final LogonAuthenticator authenticator;
    private final Credentials credentials = new Credentials();

    LogonSigner(SessionProfile profile, LogonAuthenticator authenticator, Credentials credentials) {
        this.profile = profile;
        this.authenticator = authenticator;
        credentials
                .names()
                .forEach(name -> this.credentials.with(name, credentials.get(name).orElseThrow()));
    }

    synchronized void sign(Message logon) {
        for (FixMessage.Field field : authenticator.authenticate(facts(logon), credentials)) {
            logon.setString(field.tag(), field.value());
        }
    }

    private LogonAuthenticator.Logon facts(Message logon) {
        try {
            return new LogonAuthenticator.Logon(
                    profile.ids(),
                    logon.getHeader().getInt(MsgSeqNum.FIELD),
                    logon.getHeader().getString(SendingTime.FIELD));
        } catch (FieldNotFound e) {
            throw new IllegalStateException("a logon without its header", e);
        }
    }

    @Override
    public synchronized void close() {
        credentials.close();
    }
}
