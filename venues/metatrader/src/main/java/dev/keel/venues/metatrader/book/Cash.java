package dev.keel.venues.metatrader.book;

import dev.keel.core.instrument.Instrument;
import dev.keel.core.money.Money;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.core.order.Fill;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.TradeId;
import dev.keel.core.position.Position;
import dev.keel.core.venue.Movement;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The broker books the profit of each position by itself and in cents; Keel's ledger nets a symbol
 * at its average price, exactly. Both come to the same once the symbol is flat, but for the
 * rounding: that is told as such. While something is held, the balance is restated as the ledger
 * counts it.
 */
final class Cash {
    /** The broker rounds each deal to a cent. */
    private static final BigDecimal CENT = new BigDecimal("0.01");

    private final Map<String, Sum> sums = new TreeMap<>();

    static Cash of(List<Fact> facts, Function<String, Optional<Instrument>> instruments) {
        Cash cash = new Cash();
        for (Fact fact : facts) {
            switch (fact) {
                case Fact.Traded trade ->
                        instruments
                                .apply(trade.symbol())
                                .ifPresent(instrument -> cash.trade(trade, instrument));
                case Fact.Moved moved when moved.kind() == Movement.Kind.ROUNDING ->
                        cash.rounded(moved);
                case Fact.Moved _, Fact.Ended _ -> {}
            }
        }
        return cash;
    }

    private void trade(Fact.Traded trade, Instrument instrument) {
        Sum sum = sums.getOrDefault(trade.symbol(), Sum.none(instrument));
        Fill fill =
                new Fill(
                        new TradeId(trade.id()),
                        new Price(trade.price()),
                        new Quantity(trade.volume()),
                        Money.zero(instrument.quote()),
                        Liquidity.TAKER,
                        Instant.ofEpochMilli(trade.at()));
        sums.put(
                trade.symbol(),
                new Sum(
                        sum.position.apply(trade.side(), fill),
                        sum.profit.add(trade.profit()),
                        sum.told,
                        sum.trades + 1));
    }

    private void rounded(Fact.Moved moved) {
        Sum sum = sums.get(moved.symbol());
        if (sum != null) {
            sums.put(
                    moved.symbol(),
                    new Sum(sum.position, sum.profit, sum.told.add(moved.amount()), 0));
        }
    }

    /** What rounding has come to, of symbols that are flat. */
    List<Fact> rounding(int number, long at) {
        List<Fact> facts = new ArrayList<>();
        sums.forEach((symbol, sum) -> {
            BigDecimal gap = sum.gap();
            boolean isRounding =
                    gap.abs().compareTo(CENT.multiply(BigDecimal.valueOf(sum.trades))) <= 0;
            if (sum.position.isFlat() && gap.signum() != 0 && isRounding) {
                facts.add(
                        new Fact.Moved(
                                "rounding-" + (number + facts.size()),
                                Movement.Kind.ROUNDING,
                                gap,
                                symbol,
                                at));
            }
        });
        return facts;
    }

    /** The broker's balance as the ledger counts it. */
    BigDecimal restated(BigDecimal balance) {
        BigDecimal result = balance;
        for (Sum sum : sums.values()) {
            if (!sum.position.isFlat()) {
                result = result.subtract(sum.gap());
            }
        }
        return result;
    }

    /**
     * @param profit what the broker booked
     * @param told of rounding
     * @param trades since rounding was told
     */
    private record Sum(Position position, BigDecimal profit, BigDecimal told, int trades) {
        static Sum none(Instrument instrument) {
            return new Sum(Position.flat(instrument), BigDecimal.ZERO, BigDecimal.ZERO, 0);
        }

        BigDecimal gap() {
            return profit.subtract(position.realised().amount()).subtract(told);
        }
    }
}
