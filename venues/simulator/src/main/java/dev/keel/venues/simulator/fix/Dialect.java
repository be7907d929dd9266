package dev.keel.venues.simulator.fix;

import java.util.Map;
import java.util.Set;

/**
 * How a simulated venue speaks.
 *
 * @param begin tag 8
 * @param application tag 1137 of the logon; empty where there is none
 * @param newer whether trades are told by 150=F
 * @param questions the types of messages by which it can be asked
 * @param fields by message type all that it may hold; a type that is not here is not looked at
 * @param ownTradeIds whether a trade has an id of its own (1003), its fee is a list (136), and
 *     refusals have the venue's own codes (25016)
 */
public record Dialect(
        String begin,
        String application,
        boolean newer,
        Set<String> questions,
        Map<String, Set<Integer>> fields,
        boolean ownTradeIds) {
    public static final Dialect FIX_42 =
            new Dialect("FIX.4.2", "", false, Set.of("H"), Map.of(), false);
    public static final Dialect FIX_44 =
            new Dialect("FIX.4.4", "", true, Set.of("H", "AF", "AD", "AN"), Map.of(), false);
    public static final Dialect FIX_50SP2 =
            new Dialect("FIXT.1.1", "9", true, Set.of("H", "AF", "AD", "AN"), Map.of(), false);

    /** As Coinbase's exchange: orders are asked for one by one, and nothing else is. */
    public static final Dialect COINBASE =
            new Dialect("FIXT.1.1", "9", true, Set.of("H"), Map.of(), false);

    /** As Binance: nothing can be asked, and an order holds what the venue's pages list. */
    public static final Dialect BINANCE =
            new Dialect(
                    "FIX.4.4",
                    "",
                    true,
                    Set.of(),
                    Map.of(
                            "D",
                            Set.of(
                                    11, 38, 40, 18, 44, 54, 55, 59, 111, 152, 847, 7940, 25001,
                                    1100, 1101, 1102, 1107, 1109, 25009, 25032),
                            "F",
                            Set.of(11, 41, 37, 25015, 66, 55, 25002)),
                    true);

    public Dialect {
        questions = Set.copyOf(questions);
        fields = Map.copyOf(fields);
    }
}
