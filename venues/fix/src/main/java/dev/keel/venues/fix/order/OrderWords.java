package dev.keel.venues.fix.order;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Side;
import dev.keel.core.order.TimeInForce;
import dev.keel.venues.fix.dialect.FixDialect;
import dev.keel.venues.fix.dialect.MessageForm;
import dev.keel.venues.fix.order.OrderMessages.NotSayable;
import java.util.Map;
import java.util.Optional;

/** A venue's words for what an order is. What it has no word for is refused. */
final class OrderWords {
    private final FixDialect dialect;
    private final InstrumentTable instruments;
    private final boolean unenforcedReduceOnly;

    OrderWords(FixDialect dialect, InstrumentTable instruments, boolean unenforcedReduceOnly) {
        this.dialect = dialect;
        this.instruments = instruments;
        this.unenforcedReduceOnly = unenforcedReduceOnly;
    }

    String type(OrderType type) throws NotSayable {
        return word(dialect.orders().types(), name(type), "order type");
    }

    private static String name(OrderType type) {
        return switch (type) {
            case OrderType.Market _ -> "MARKET";
            case OrderType.Limit _ -> "LIMIT";
            case OrderType.Stop _ -> "STOP";
            case OrderType.StopLimit _ -> "STOP_LIMIT";
            case OrderType.TrailingStop _ -> "TRAILING_STOP";
        };
    }

    /** Empty where such an order says none, and has the one that was asked for anyway. */
    Optional<String> timeInForce(OrderRequest request) throws NotSayable {
        String name = name(request.timeInForce());
        if (isTimed(request)) {
            return Optional.of(word(dialect.orders().timesInForce(), name, "time in force"));
        }
        boolean same =
                switch (request.timeInForce()) {
                    case TimeInForce.GoodTillCancel _ -> true;
                    case TimeInForce.ImmediateOrCancel _ ->
                            request.type() instanceof OrderType.Market;
                    case TimeInForce.FillOrKill _, TimeInForce.GoodTillDate _ -> false;
                };
        if (!same) {
            throw new NotSayable(
                    "time in force "
                            + name
                            + " cannot be said of such an order at "
                            + dialect.venue());
        }
        return Optional.empty();
    }

    private boolean isTimed(OrderRequest request) {
        MessageForm form = dialect.orders().form();
        boolean postOnly = request.instructions().contains(Instruction.POST_ONLY);
        return form.timed().contains(name(request.type()))
                && (!postOnly || form.timed().contains(MessageForm.POST_ONLY));
    }

    private static String name(TimeInForce timeInForce) {
        return switch (timeInForce) {
            case TimeInForce.GoodTillCancel _ -> "GTC";
            case TimeInForce.ImmediateOrCancel _ -> "IOC";
            case TimeInForce.FillOrKill _ -> "FOK";
            case TimeInForce.GoodTillDate _ -> "GTD";
        };
    }

    /** Its instructions, parted by blanks; empty if it has none that need a word. */
    Optional<String> terms(OrderRequest request) throws NotSayable {
        StringBuilder terms = new StringBuilder();
        Map<String, String> words = dialect.orders().terms();
        for (Instruction instruction : request.instructions()) {
            boolean silent =
                    instruction == Instruction.REDUCE_ONLY
                            && !words.containsKey(instruction.name())
                            && reducesWithoutWord(request);
            if (!silent) {
                terms.append(terms.isEmpty() ? "" : " ")
                        .append(word(words, instruction.name(), "instruction"));
            }
        }
        return Optional.of(terms.toString()).filter(text -> !text.isEmpty());
    }

    /** On a spot market there is no short: a sale never adds. */
    private boolean reducesWithoutWord(OrderRequest request) {
        boolean spotSale =
                request.side() == Side.SELL
                        && instruments
                                .of(request.instrument())
                                .map(Instrument::kind)
                                .filter(InstrumentKind.SPOT::equals)
                                .isPresent();
        return spotSale || unenforcedReduceOnly;
    }

    private String word(Map<String, String> words, String name, String what) throws NotSayable {
        String word = words.get(name);
        if (word == null) {
            throw new NotSayable(what + " " + name + " is not known at " + dialect.venue());
        }
        return word;
    }
}
