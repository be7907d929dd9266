package dev.keel.sim.fault.plan;

/** What can go wrong, and how often it does at most where a seed draws it. */
public enum Fault {
    /** A request never reaches the broker. */
    LOST_REQUEST(Group.NETWORK, 0.10),
    /** The broker acted, and its answer is lost. */
    LOST_RESPONSE(Group.NETWORK, 0.10),
    /** An answer takes up to two minutes. */
    LATE_RESPONSE(Group.NETWORK, 0.10),
    /** A request is held by the network, within its validity or beyond. */
    LATE_REQUEST(Group.NETWORK, 0.10),
    /** The network delivers a request twice. */
    DUPLICATED_REQUEST(Group.NETWORK, 0.20),
    DUPLICATED_RESPONSE(Group.NETWORK, 0.10),
    /** An answer that cannot be read. */
    GARBLED_RESPONSE(Group.NETWORK, 0.06),
    /** A success without a venue order id. */
    EMPTY_RESPONSE(Group.NETWORK, 0.06),
    /** A 5xx, whether the broker acted or not. */
    SERVER_ERROR(Group.NETWORK, 0.06),
    /** An order that was placed is answered with an error. */
    WRONG_REFUSAL(Group.NETWORK, 0.06),
    /** Everything is refused for a while because too much was asked. */
    RATE_LIMIT_BAN(Group.NETWORK, 0.02),
    /** Everything is refused for a while, open orders live on. */
    MAINTENANCE(Group.NETWORK, 0.01),

    STREAM_DROP(Group.NETWORK, 0.15),
    STREAM_DUPLICATE(Group.NETWORK, 0.15),
    /** A message overtakes others. */
    STREAM_REORDER(Group.NETWORK, 0.15),
    /** Heartbeats come, messages do not. */
    STREAM_SILENCE(Group.NETWORK, 0.02),
    /** The stream breaks and comes back, with a snapshot or without. */
    STREAM_DISCONNECT(Group.NETWORK, 0.02),

    /** A query shows what was true a while ago. */
    STALE_QUERY(Group.NETWORK, 0.30),
    /** A page of a statement is missing. */
    CUT_QUERY(Group.NETWORK, 0.15),
    /** A query answers with nothing where it should fail. */
    EMPTY_ANSWER(Group.NETWORK, 0.10),
    QUERY_FAILURE(Group.NETWORK, 0.20),
    /** A new order shows in no query for a while. */
    INVISIBLE_ORDER(Group.NETWORK, 0.30),

    PARTIAL_FILL(Group.MARKET, 0.50),
    OVER_FILL(Group.MARKET, 0.05),
    BUST(Group.MARKET, 0.03),
    /** The broker ends an order that nobody asked to end. */
    UNSOLICITED_CANCEL(Group.MARKET, 0.02),
    /** A person trades on the account without Keel. */
    MANUAL_TRADE(Group.MARKET, 0.03),
    /** A person has an order of their own on the account. */
    FOREIGN_ORDER(Group.MARKET, 0.02),
    LIQUIDATION(Group.MARKET, 0.01),
    FUNDING(Group.MARKET, 0.03),
    /** A deposit or a withdrawal. */
    TRANSFER(Group.MARKET, 0.02),
    /** The broker shows cash in whole cents. */
    CASH_ROUNDING(Group.MARKET, 1),
    /** Tick and lot of an instrument change. */
    RULE_CHANGE(Group.MARKET, 0.01),
    /** A position changes and no trade explains it. */
    POSITION_EDIT(Group.MARKET, 0.01),

    /** A process's clock is wrong. */
    CLOCK_SKEW(Group.PROCESS, 1),
    /** A process stands still, for the collection of garbage or else. */
    PAUSE(Group.PROCESS, 0.02),
    /** A process is stopped in order and another version goes on. */
    RESTART(Group.PROCESS, 0.01),
    /** Two processes run on one store. */
    SECOND_INSTANCE(Group.PROCESS, 1),
    /** A process dies, at one of the {@linkplain CrashPoint points}. */
    CRASH(Group.CRASH, 0.01),

    /** An append fails before it is written. */
    APPEND_FAILS(Group.STORAGE, 0.03),
    /** An append is written and its answer is lost. */
    ANSWER_LOST(Group.STORAGE, 0.03),
    SLOW_COMMIT(Group.STORAGE, 0.20),
    /** The store is away for a while, for a failover too. */
    DATABASE_DOWN(Group.STORAGE, 0.01);

    private final Group group;
    private final double most;

    Fault(Group group, double most) {
        this.group = group;
        this.most = most;
    }

    public Group group() {
        return group;
    }

    double most() {
        return most;
    }

    /** Where a fault comes from. */
    public enum Group {
        NETWORK,
        MARKET,
        PROCESS,
        CRASH,
        STORAGE
    }
}
