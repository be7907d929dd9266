package dev.keel.venues.fix.quickfix;

import dev.keel.venues.fix.transport.CompIds;
import dev.keel.venues.fix.transport.FixVersion;
import dev.keel.venues.fix.transport.Sequencing;
import dev.keel.venues.fix.transport.SessionProfile;
import dev.keel.venues.fix.transport.Timing;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import quickfix.SessionID;
import quickfix.SessionSettings;

/** A profile in the engine's words. Holds no secret: the engine shows its settings to anyone. */
final class EngineSettings {
    private static final String DICTIONARIES = "dev/keel/venues/fix/";

    /** The engine knows its sessions by their ids, in the whole process. */
    private static final AtomicLong COUNT = new AtomicLong();

    /**
     * The same for every session. A message is taken as it comes: one that the engine refuses is
     * lost, and its number with it.
     */
    private static final Map<String, String> FIXED =
            Map.ofEntries(
                    Map.entry("ConnectionType", "initiator"),
                    Map.entry("NonStopSession", "Y"),
                    Map.entry("UseDataDictionary", "Y"),
                    Map.entry("CheckLatency", "N"),
                    Map.entry("CheckCompID", "Y"),
                    Map.entry("ValidateSequenceNumbers", "Y"),
                    Map.entry("ValidateUserDefinedFields", "N"),
                    Map.entry("AllowUnknownMsgFields", "Y"),
                    Map.entry("RejectInvalidMessage", "N"),
                    Map.entry("ValidateFieldsHaveValues", "N"),
                    Map.entry("ValidateFieldsOutOfOrder", "N"),
                    Map.entry("ValidateUnorderedGroupFields", "N"),
                    Map.entry("RejectGarbledMessage", "N"),
                    Map.entry("RejectMessageOnUnhandledException", "N"),
                    Map.entry("RequiresOrigSendingTime", "N"),
                    Map.entry("PersistMessages", "Y"),
                    Map.entry("ResetOnLogout", "N"),
                    Map.entry("ResetOnDisconnect", "N"),
                    Map.entry("ResetOnError", "N"),
                    Map.entry("DisconnectOnError", "N"),
                    Map.entry("RefreshOnLogon", "N"),
                    Map.entry("SendRedundantResendRequests", "N"),
                    Map.entry("AllowPosDup", "N"),
                    Map.entry("TimeStampPrecision", "MILLIS"),
                    Map.entry("SocketTcpNoDelay", "Y"),
                    Map.entry("SocketConnectTimeout", "10"),
                    // The connection is encrypted by a filter of ours: see TlsFilter.
                    Map.entry("SocketUseSSL", "N"));

    private EngineSettings() {}

    /** An id that no other session of this process has. */
    static SessionID newId(SessionProfile profile) {
        CompIds ids = profile.ids();
        return new SessionID(
                profile.version().beginString(),
                ids.sender(),
                ids.senderSub().orElse(SessionID.NOT_SET),
                SessionID.NOT_SET,
                ids.target(),
                ids.targetSub().orElse(SessionID.NOT_SET),
                SessionID.NOT_SET,
                Long.toString(COUNT.incrementAndGet()));
    }

    static SessionSettings of(SessionProfile profile, SessionID id) {
        SessionSettings settings = new SessionSettings();
        Timing timing = profile.timing();
        Sequencing sequencing = profile.sequencing();
        FIXED.forEach((name, value) -> settings.setString(id, name, value));
        settings.setString(id, "SocketConnectHost", profile.endpoint().host());
        settings.setLong(id, "SocketConnectPort", profile.endpoint().port());
        settings.setLong(id, "HeartBtInt", timing.heartbeat().toSeconds());
        settings.setLong(id, "LogonTimeout", timing.logonTimeout().toSeconds());
        settings.setLong(id, "LogoutTimeout", timing.logoutTimeout().toSeconds());
        settings.setString(
                id,
                "ReconnectInterval",
                timing.reconnect().stream()
                        .map(Duration::toSeconds)
                        .map(String::valueOf)
                        .collect(Collectors.joining(";")));
        settings.setBool(
                id, "ResetOnLogon", sequencing.reset() instanceof Sequencing.Reset.EachLogon);
        settings.setBool(
                id,
                "EnableNextExpectedMsgSeqNum",
                sequencing.nextExpected() == Sequencing.NextExpected.SAID);
        settings.setLong(id, "ResendRequestChunkSize", sequencing.resendChunk());
        setDictionaries(settings, id, profile.version());
        return settings;
    }

    private static void setDictionaries(
            SessionSettings settings, SessionID id, FixVersion version) {
        switch (version) {
            case FIX42 -> settings.setString(id, "DataDictionary", DICTIONARIES + "FIX42.xml");
            case FIX44 -> settings.setString(id, "DataDictionary", DICTIONARIES + "FIX44.xml");
            case FIX50SP2 -> {
                settings.setString(id, "DefaultApplVerID", version.application());
                settings.setString(id, "TransportDataDictionary", DICTIONARIES + "FIXT11.xml");
                settings.setString(id, "AppDataDictionary", DICTIONARIES + "FIX50SP2.xml");
                // Without a dictionary the engine drops a message and says nothing of it.
                settings.setString(id, "AppDataDictionary.FIX.5.0", DICTIONARIES + "FIX50SP2.xml");
                settings.setString(id, "AppDataDictionary.FIX.4.4", DICTIONARIES + "FIX44.xml");
                settings.setString(id, "AppDataDictionary.FIX.4.2", DICTIONARIES + "FIX42.xml");
                settings.setString(
                        id, "AppDataDictionary.FIX.5.0SP1", DICTIONARIES + "FIX50SP2.xml");
            }
        }
    }
}
