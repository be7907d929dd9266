package dev.keel.venues.fix.dialect;

import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.venue.VenueProfile;
import dev.keel.venues.connector.VenueId;
import dev.keel.venues.fix.transport.FixVersion;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How one venue speaks FIX.
 *
 * @param unconfirmed the fields of its file that rest on general knowledge and nobody has seen
 *     confirmed
 * @param deviations where it differs from the plain standard, in words for people
 */
public record FixDialect(
        Identity identity,
        Session session,
        Logon logon,
        Ids ids,
        Orders orders,
        Recovery recovery,
        SortedMap<String, String> unconfirmed,
        List<String> deviations) {
    public FixDialect {
        unconfirmed = Collections.unmodifiableSortedMap(new TreeMap<>(unconfirmed));
        deviations = List.copyOf(deviations);
    }

    public VenueId venue() {
        return identity.venue();
    }

    public FixVersion version() {
        return session.version();
    }

    public boolean recovers(RecoveryStep step) {
        return recovery.plan().contains(step);
    }

    /** Whether trades are told by ExecType F, and ExecTransType (20) is gone: since 4.3. */
    public boolean tellsTradesByF() {
        return session.version() != FixVersion.FIX42;
    }

    /** Whether mass status, trade capture and positions exist as messages: since 4.3 and 4.4. */
    public boolean hasMassQueries() {
        return session.version() != FixVersion.FIX42;
    }

    /** Whether what happened cannot be learned without a person. */
    public boolean isManual() {
        return recovers(RecoveryStep.MANUAL);
    }

    /** The same dialect with another plan, for a broker whose desk has confirmed one. */
    public FixDialect withPlan(List<RecoveryStep> plan) {
        return new FixDialect(
                identity,
                session,
                logon,
                ids,
                orders,
                recovery.withPlan(plan),
                unconfirmed,
                deviations);
    }

    /**
     * Who it is.
     *
     * @param revision changes with every change of the file
     * @param pricesFrom the venue of whose connector an account's prices are asked; empty where an
     *     account has to name one
     */
    public record Identity(
            VenueId venue,
            String name,
            String revision,
            Set<InstrumentKind> kinds,
            String source,
            String pricesFrom) {
        public Identity {
            kinds = Collections.unmodifiableSet(new TreeSet<>(kinds));
        }
    }

    /** When the numbers of a session begin again. */
    public enum Reset {
        KEEP,
        EACH_LOGON,
        /** At the venue's own times; {@link Session#resetAt} tells them. */
        SCHEDULE
    }

    /** What the venue does when it is asked to send again. */
    public enum Resend {
        FULL,
        GAPFILL_ONLY,
        NONE
    }

    /**
     * The session.
     *
     * @param roles the kinds of session it has, such as {@code ORDER} and {@code MD}
     * @param resetAt zone and time of a scheduled reset, such as {@code Europe/London SAT 22:00}
     */
    public record Session(
            FixVersion version,
            Set<String> roles,
            Peers peers,
            Reset reset,
            String resetAt,
            Resend resend,
            HeartBeat heartBeat,
            Limits limits) {
        public Session {
            roles = Collections.unmodifiableSet(new TreeSet<>(roles));
        }
    }

    /** Who speaks to whom, where the venue fixes it; empty where the account says it. */
    public record Peers(String target, String senderSub, String targetSub) {}

    /** Seconds between heartbeats. */
    public record HeartBeat(int least, int most, int usual) {}

    /**
     * Bounds of a session.
     *
     * @param timestampDecimals of a second in what is sent
     * @param messagesPerSecond 0 where the venue does not say
     * @param sessions how many may be open at once, 0 where it does not say
     */
    public record Limits(
            Transport transport, int timestampDecimals, int messagesPerSecond, int sessions) {}

    /** How the connection is secured. */
    public enum Transport {
        /** TLS with the host name checked. */
        TLS,
        /** TLS, and the name is sent while connecting too: the venue refuses otherwise. */
        TLS_WITH_NAME
    }

    /**
     * The logon.
     *
     * @param extra tags that go with every logon
     * @param cancelOnDisconnect by which orders are kept or cancelled when the line drops
     */
    public record Logon(
            Authentication authentication,
            SortedMap<Integer, String> extra,
            Optional<CancelOnDisconnect> cancelOnDisconnect) {
        public Logon {
            extra = Collections.unmodifiableSortedMap(new TreeMap<>(extra));
        }
    }

    /**
     * A tag of the logon, and what it must say. Its polarity differs: at one venue 1 keeps the
     * orders, at most it cancels them.
     *
     * @param cancels the value with which the venue cancels all when the line drops
     * @param keeps the value with which it does not
     */
    public record CancelOnDisconnect(int tag, String cancels, String keeps) {}

    /** Among which orders a client id must be the only one. */
    public enum Uniqueness {
        OPEN,
        SESSION,
        DAY,
        FOREVER
    }

    /** What a venue does with a client id that it knows. */
    public enum Duplicates {
        REFUSED,
        ACCEPTED,
        UNKNOWN
    }

    /** What the acknowledgement of a cancel names. */
    public enum CancelEcho {
        /** The cancel's id in ClOrdID and the order's in OrigClOrdID: the standard. */
        BOTH,
        /** The order's id in ClOrdID, and nothing else. */
        ORIGINAL_ONLY
    }

    /** How ids look and how far they hold. */
    public record Ids(
            ClientIds.Form form,
            int length,
            Uniqueness uniqueness,
            Duplicates duplicates,
            CancelEcho cancelEcho,
            boolean orderIdStable,
            boolean seesWholeAccount) {}

    /** What a venue counts quantities in. */
    public enum QuantityUnit {
        /** Contracts, as Keel does. */
        CONTRACTS,
        /** Units of the base asset. */
        BASE
    }

    /**
     * What can be ordered, and by which words.
     *
     * @param symbolTags the tags that name an instrument, such as 55, or 48 with 22
     * @param types OrdType by {@code MARKET, LIMIT, STOP, STOP_LIMIT}; what is missing is refused
     * @param timesInForce TimeInForce by {@code GTC, IOC, FOK, GTD}; likewise
     * @param terms ExecInst by {@code POST_ONLY, REDUCE_ONLY}; likewise, but that a spot sale needs
     *     no word to be reduce-only: there is no short position
     * @param fees the tags of a fee and of its currency
     * @param codes tags that hold a code of the venue itself
     * @param form where messages differ from the plain standard
     */
    public record Orders(
            List<Integer> symbolTags,
            QuantityUnit unit,
            SortedMap<String, String> types,
            SortedMap<String, String> timesInForce,
            SortedMap<String, String> terms,
            SortedMap<Integer, Integer> fees,
            List<Integer> codes,
            MessageForm form) {
        public Orders {
            symbolTags = List.copyOf(symbolTags);
            types = Collections.unmodifiableSortedMap(new TreeMap<>(types));
            timesInForce = Collections.unmodifiableSortedMap(new TreeMap<>(timesInForce));
            terms = Collections.unmodifiableSortedMap(new TreeMap<>(terms));
            fees = Collections.unmodifiableSortedMap(new TreeMap<>(fees));
            codes = List.copyOf(codes);
        }
    }

    /**
     * What is asked after every logon, and what silence means.
     *
     * @param window how long after its placement an order may still be sent by us
     * @param expireTag a tag by which the venue itself refuses what comes late; 0 where none is
     *     known
     * @param noOrders words with which a mass status is refused when there is no order at all
     * @param rangeTags of an EXEC_RANGE request: first and last execution
     * @param restVenue the name by which the venue is asked over REST; empty where it is not
     */
    public record Recovery(
            List<RecoveryStep> plan,
            VenueProfile profile,
            Duration window,
            int expireTag,
            String noOrders,
            List<Integer> rangeTags,
            String restVenue) {
        public Recovery {
            plan = List.copyOf(plan);
            rangeTags = List.copyOf(rangeTags);
        }

        Recovery withPlan(List<RecoveryStep> other) {
            return new Recovery(other, profile, window, expireTag, noOrders, rangeTags, restVenue);
        }
    }
}
