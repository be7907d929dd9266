package dev.keel.ledger.database;

/** How far the role that Keel works as is kept from the history. */
public sealed interface Restriction {

    /** It logs in as a role of its own, which can add to the history and do nothing else to it. */
    record OwnLogin() implements Restriction {}

    /** The owner's session puts that role on: it keeps mistakes out, but could take it off. */
    record PutOn(String why) implements Restriction {}

    /** It works as the owner, who can do everything. */
    record None(String why) implements Restriction {}

    /** One sentence for people. */
    default String description() {
        return switch (this) {
            case OwnLogin() ->
                    "Keel works as " + AppRole.NAME + ", which cannot change the history";
            case PutOn(String why) ->
                    "Keel works as "
                            + AppRole.NAME
                            + " in sessions of the owner, which could take the role off: "
                            + why;
            case None(String why) ->
                    "the role that Keel works as is not restricted, it could change the history: "
                            + why;
        };
    }
}
