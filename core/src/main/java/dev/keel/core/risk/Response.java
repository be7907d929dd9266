package dev.keel.core.risk;

/** How far trading is stopped when a limit is reached; each includes those before it. */
public enum Response {
    /** Nothing new that adds risk. */
    NO_NEW,
    /** Working entries are cancelled too. */
    REDUCE_ONLY,
    /** All orders are cancelled but the stops that protect what is held. */
    CANCEL_ALL,
    /** What is held is closed. */
    FLATTEN
}
