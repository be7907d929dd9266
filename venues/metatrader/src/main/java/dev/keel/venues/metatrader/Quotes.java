package dev.keel.venues.metatrader;

import dev.keel.venues.metatrader.mailbox.Mailbox;
import dev.keel.venues.metatrader.mailbox.Row;
import dev.keel.venues.metatrader.market.SymbolTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The latest quote of each symbol that ticks are written for. By the desk's thread. */
final class Quotes implements Desk.Watcher {
    private final Mailbox mailbox;
    private final SymbolTable symbols;
    private final Map<String, Row> latest = new TreeMap<>();
    private List<Row> fresh = List.of();

    Quotes(Mailbox mailbox, SymbolTable symbols) {
        this.mailbox = mailbox;
        this.symbols = symbols;
    }

    @Override
    public void onLook(boolean isNews) {
        fresh = mailbox.ticks();
        fresh.forEach(tick -> latest.put(tick.text("s"), tick));
    }

    /** What came with the latest look. */
    List<Row> fresh() {
        return fresh;
    }

    /** What the terminal says of a symbol, with its latest quote. */
    Optional<Row> quoted(String symbol) {
        return symbols.row(symbol)
                .map(row -> {
                    Row tick = latest.get(symbol);
                    return tick == null
                            ? row
                            : row.with("bid", tick.text("b"))
                                    .with("ask", tick.text("a"))
                                    .with("time", tick.number("t"));
                });
    }

    @Override
    public void onClose() {
        latest.clear();
    }
}
