package dev.keel.venues.metatrader.book;

import dev.keel.core.order.Side;
import dev.keel.core.venue.VenueTrade;
import dev.keel.venues.metatrader.mailbox.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * MetaTrader 4: one pool of tickets. A ticket is opened, and closed; a partial close ends the
 * ticket and goes on under a new one. The tickets of one opening are a family: together they were
 * bought or sold once.
 *
 * <p>A close carries nothing of the order that asked for it: the journal knows.
 */
public final class PoolReader implements FactReader {
    private static final Pattern FROM = Pattern.compile("from #([0-9]{1,12})");

    private final Ownership ownership;
    private final Protections protections;
    private final Journal journal;
    private final FactLog log;

    public PoolReader(Ownership ownership, Protections protections, Journal journal, FactLog log) {
        this.ownership = ownership;
        this.protections = protections;
        this.journal = journal;
        this.log = log;
    }

    @Override
    public List<Fact> read(State state) {
        List<Fact> facts = new ArrayList<>(FactReader.moved(state));
        families(state).values().forEach(family -> openings(family, state, facts));
        for (Row trade : state.trades()) {
            String id = trade.number("ticket") + "-out";
            boolean isNew = !log.knows("t" + id) && !log.knows("t" + id + ".1");
            if (isNew && trade.decimal("volume").signum() > 0) {
                facts.addAll(closing(trade, id, state));
            }
        }
        return facts;
    }

    private Map<String, List<Row>> families(State state) {
        List<Row> tickets = new ArrayList<>(state.positions());
        tickets.addAll(state.trades());
        Map<String, List<Row>> families = new TreeMap<>();
        for (Row row : tickets) {
            families.computeIfAbsent(family(row), _ -> new ArrayList<>()).add(row);
        }
        return families;
    }

    /** What a partial close keeps: when, at what price and by whom it was opened. */
    private static String family(Row row) {
        long opened = row.number("opened", row.number("at"));
        return row.text("symbol")
                + "/"
                + row.text("side")
                + "/"
                + opened
                + "/"
                + row.decimal("price").stripTrailingZeros().toPlainString()
                + "/"
                + row.number("magic");
    }

    /**
     * The openings of a family. Tickets of Keel's are one opening, since each order has its own
     * magic; those of others are told apart by the comment that the server leaves.
     */
    private void openings(List<Row> family, State state, List<Fact> facts) {
        Map<Long, BigDecimal> volumes = new TreeMap<>();
        Map<Long, Row> roots = new TreeMap<>();
        long eldest = family.stream().mapToLong(row -> row.number("ticket")).min().orElseThrow();
        boolean isOurs = family.stream().anyMatch(row -> ownership.owner(row) != 0);
        for (Row row : family) {
            long root = isOurs ? eldest : root(row);
            volumes.merge(root, row.decimal("volume"), BigDecimal::add);
            roots.merge(root, row, PoolReader::elder);
        }
        boolean isKnown = family.stream().anyMatch(row -> log.knows(openingKey(ticket(row))));
        if (isOurs && isKnown) {
            return;
        }
        roots.forEach((root, row) -> {
            if (!log.knows(openingKey(root))) {
                facts.add(opening(row, root, volumes.getOrDefault(root, BigDecimal.ZERO), state));
            }
        });
    }

    private static Row elder(Row one, Row other) {
        return ticket(one) <= ticket(other) ? one : other;
    }

    private static long ticket(Row row) {
        return row.number("ticket");
    }

    private static String openingKey(long ticket) {
        return "t" + ticket;
    }

    private long root(Row row) {
        Matcher from = FROM.matcher(row.text("comment", ""));
        return from.find() ? Long.parseLong(from.group(1)) : ticket(row);
    }

    private Fact.Traded opening(Row row, long root, BigDecimal volume, State state) {
        return new Fact.Traded(
                Long.toString(root),
                ownership.owner(row),
                Long.toString(root),
                row.text("symbol"),
                Fact.side(row),
                row.decimal("price"),
                volume,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                state.clock().instant(row.number("opened", row.number("at"))).toEpochMilli(),
                VenueTrade.Cause.ORDER);
    }

    private List<Fact> closing(Row trade, String id, State state) {
        long at = state.clock().instant(trade.number("at")).toEpochMilli();
        List<Fact> facts = new ArrayList<>(FactReader.swap(trade, id, at));
        long ticket = ticket(trade);
        String order = Long.toString(ticket);
        String level = level(trade);
        long closer = journal.closer(ticket).orElse(0L);
        if (trade.text("comment", "").startsWith("so:")) {
            facts.add(closed(trade, id, 0, order, null, at, VenueTrade.Cause.LIQUIDATION));
        } else if (closer != 0) {
            facts.add(closed(trade, id, closer, order, null, at, VenueTrade.Cause.ORDER));
        } else if (!level.isEmpty()) {
            facts.addAll(divided(trade, id, level, at));
        } else {
            facts.add(closed(trade, id, 0, order, null, at, VenueTrade.Cause.ORDER));
        }
        return facts;
    }

    /** Which level closed it: by the comment, or where that was blanked by the price. */
    private static String level(Row trade) {
        String comment = trade.text("comment", "");
        if (comment.contains("[sl]")) {
            return "sl";
        }
        if (comment.contains("[tp]")) {
            return "tp";
        }
        int direction = Fact.side(trade) == Side.BUY ? 1 : -1;
        BigDecimal price = trade.decimal("closePrice");
        if (isBeyond(price, trade.decimal("sl"), -direction)) {
            return "sl";
        }
        return isBeyond(price, trade.decimal("tp"), direction) ? "tp" : "";
    }

    private static boolean isBeyond(BigDecimal price, BigDecimal level, int direction) {
        return level.signum() != 0 && price.compareTo(level) * direction >= 0;
    }

    private List<Fact> divided(Row trade, String id, String level, long at) {
        long ticket = ticket(trade);
        List<Protections.Share> shares =
                protections.shares(level, ticket, ticket, trade.decimal("volume"));
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            Protections.Share share = shares.get(i);
            String part = shares.size() == 1 ? id : id + "." + (i + 1);
            String order = share.coid() == 0 ? Long.toString(ticket) : share.order();
            facts.add(
                    closed(
                            trade,
                            part,
                            share.coid(),
                            order,
                            i == 0 ? share.volume() : share.volume().negate(),
                            at,
                            VenueTrade.Cause.ORDER));
        }
        return facts;
    }

    /**
     * @param part its volume if it is a part; below zero for a later part, which carries no fee
     */
    private static Fact.Traded closed(
            Row trade,
            String id,
            long coid,
            String order,
            @Nullable BigDecimal part,
            long at,
            VenueTrade.Cause cause) {
        boolean isFirst = part == null || part.signum() > 0;
        return new Fact.Traded(
                id,
                coid,
                order,
                trade.text("symbol"),
                Fact.side(trade).opposite(),
                trade.decimal("closePrice"),
                part == null ? trade.decimal("volume") : part.abs(),
                isFirst ? trade.decimal("commission").negate() : BigDecimal.ZERO,
                isFirst ? trade.decimal("profit") : BigDecimal.ZERO,
                at,
                cause);
    }
}
