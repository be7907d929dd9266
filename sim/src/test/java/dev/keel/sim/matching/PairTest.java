package dev.keel.sim.matching;

import static dev.keel.sim.matching.Requests.buy;
import static dev.keel.sim.matching.Requests.limit;
import static dev.keel.sim.matching.Requests.sell;
import static dev.keel.sim.matching.Requests.stop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keel.core.market.Bar;
import dev.keel.core.money.Price;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderId;
import dev.keel.core.order.OrderRequest;
import dev.keel.core.order.OrderStatus;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Protection;
import dev.keel.core.venue.VenueReport;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** Stop-loss and take-profit of one entry. */
class PairTest {
    private static final VenueModel TENTH =
            VenueModel.PLAIN.withParticipation(new BigDecimal("0.1"));

    private TestVenue venue = new TestVenue();
    private OrderId entry = new OrderId(1);
    private OrderId stop = new OrderId(1);
    private OrderId target = new OrderId(1);

    @Test
    void targetCancelsTheStop() {
        enterLong("1");

        venue.playOn("100", "111", "95", "100");

        assertThat(venue.fills(target)).containsExactly("1 @ 110 MAKER");
        assertThat(venue.status(stop)).isEqualTo(OrderStatus.CANCELED);
        assertThat(venue.proof(stop)).isEqualTo("pair: order " + target + " filled");
    }

    @Test
    void stopCancelsTheTarget() {
        enterLong("1");

        venue.playOn("100", "105", "90", "100");

        assertThat(venue.fills(stop)).containsExactly("1 @ 90 TAKER");
        assertThat(venue.status(target)).isEqualTo(OrderStatus.CANCELED);
    }

    @Test
    void theStopWinsWhereABarReachesBoth() {
        enterLong("1");

        venue.playOn("100", "120", "80", "119");

        assertThat(venue.fills(stop)).containsExactly("1 @ 90 TAKER");
        assertThat(venue.fills(target)).isEmpty();
    }

    @Test
    void theStopWinsWhicheverWasPlacedFirst() {
        venue.open("100");
        entry = venue.submit(buy("1"));
        target = venue.protect(entry, exit("1", limit("110")));
        stop = venue.protect(entry, exit("1", stop("90")));

        venue.playOn("100", "120", "80", "119");

        assertThat(venue.fills(stop)).containsExactly("1 @ 90 TAKER");
        assertThat(venue.fills(target)).isEmpty();
    }

    @Test
    void aTargetFilledInPartLeavesTheRestProtected() {
        venue = new TestVenue(TENTH);
        enterLong("10");
        venue.playOn("100", "100", "100", "100");

        venue.play("100", "111", "100", "105", "40");
        assertThat(venue.fills(target)).containsExactly("4 @ 110 MAKER");
        assertThat(venue.status(stop)).isEqualTo(OrderStatus.WORKING);
        venue.play("105", "105", "89", "95", "1000");

        assertThat(venue.fills(stop)).containsExactly("6 @ 90 TAKER");
        assertThat(venue.status(stop)).isEqualTo(OrderStatus.CANCELED);
        assertThat(venue.status(target)).isEqualTo(OrderStatus.CANCELED);
    }

    @Test
    void bothTogetherNeverTradeMoreThanTheOneQuantity() {
        venue = new TestVenue(TENTH);
        venue.open("100");
        entry = venue.submit(buy("10"));
        venue.submit(buy("90"));
        stop = venue.protect(entry, exit("10", stop("90")));
        target = venue.protect(entry, exit("10", limit("110")));
        venue.playOn("100", "100", "100", "100");

        venue.play("100", "111", "100", "105", "40");
        venue.play("105", "105", "89", "95", "1000");
        venue.play("100", "120", "80", "100", "1000");

        assertThat(venue.fills(target)).containsExactly("4 @ 110 MAKER");
        assertThat(venue.fills(stop)).containsExactly("6 @ 90 TAKER");
    }

    @Test
    void aFillOrKillExitIsKilledOnceItsPairHasTradedAPart() {
        venue = new TestVenue(TENTH);
        venue.open("100");
        entry = venue.submit(buy("10"));
        stop = venue.protect(entry, exit("10", stop("90")).withTimeInForce(Requests.FOK));
        target = venue.protect(entry, exit("10", limit("110")));
        venue.playOn("100", "100", "100", "100");

        venue.play("100", "111", "100", "105", "40");
        venue.play("105", "105", "89", "95", "1000");

        assertThat(venue.fills(stop)).isEmpty();
        assertThat(venue.status(stop)).isEqualTo(OrderStatus.CANCELED);
    }

    @Test
    void exitsOfDifferentEntriesLeaveEachOtherAlone() {
        enterLong("1");
        OrderId other = venue.submit(buy("1"));
        OrderId otherStop = venue.protect(other, exit("1", stop("80")));

        venue.playOn("100", "105", "90", "100");

        assertThat(venue.status(otherStop)).isEqualTo(OrderStatus.WORKING);
    }

    @Test
    void aCancelOfOneLeavesTheOther() {
        enterLong("1");

        venue.cancel(target);

        assertThat(venue.status(stop)).isEqualTo(OrderStatus.WORKING);
    }

    @Test
    void stopOfALimitEntryThatFilledInTheRangeIsHeldAgainstItsLow() {
        OrderRequest buyAt95 = protectedEntry(limit("95"));
        venue.react(this::protectWhenFilled);
        venue.open("100");
        entry = venue.submit(buyAt95);

        venue.playOn("100", "101", "89", "97");

        assertThat(venue.fills()).containsExactly("1 @ 95 MAKER", "1 @ 90 TAKER");
        assertThat(venue.status(target)).isEqualTo(OrderStatus.CANCELED);
    }

    @Test
    void stopOfAnEntryThatFilledInTheRangeLivesIfTheLowSparesIt() {
        venue.react(this::protectWhenFilled);
        venue.open("100");
        entry = venue.submit(protectedEntry(limit("95")));

        venue.playOn("100", "101", "91", "97");
        assertThat(venue.status(stop)).isEqualTo(OrderStatus.WORKING);
        venue.play("97", "97", "90", "95");

        assertThat(venue.fills(stop)).containsExactly("1 @ 90 TAKER");
    }

    @Test
    void targetOfAnEntryThatFilledInTheRangeIsNotHeldAgainstItsHigh() {
        venue.react(this::protectWhenFilled);
        venue.open("100");
        entry = venue.submit(protectedEntry(limit("95")));

        venue.playOn("100", "120", "94", "97");

        assertThat(venue.fills()).containsExactly("1 @ 95 MAKER");
        assertThat(venue.status(target)).isEqualTo(OrderStatus.WORKING);
    }

    @Test
    void stopOfAnEntryAtTheOpenIsHeldAgainstTheWholeBar() {
        venue.react(this::protectWhenFilled);
        venue.open("100");
        entry = venue.submit(protectedEntry(OrderType.Market.INSTANCE));

        venue.playOn("100", "109", "90", "105");

        assertThat(venue.fills(stop)).containsExactly("1 @ 90 TAKER");
    }

    @Test
    void stopPlacedAfterTheBarIsNotHeldAgainstIt() {
        venue.open("100");
        entry = venue.submit(protectedEntry(limit("95")));
        Bar bar = venue.bar("100", "101", "89", "97", "0");
        venue.range(bar);
        venue.close(bar);
        venue.open("97");

        stop = venue.protect(entry, exit("1", stop("90")));
        venue.playOn("97", "98", "91", "97");

        assertThat(venue.status(stop)).isEqualTo(OrderStatus.WORKING);
    }

    @Test
    void stopPlacedAfterALaterRangeIsNotHeldAgainstThatOne() {
        venue.open("100");
        venue.submit(buy("1").withType(limit("1")));
        entry = venue.submit(protectedEntry(limit("95")));
        venue.playOn("100", "101", "94", "97");
        Bar later = venue.bar("97", "98", "80", "97", "0");
        venue.openBar(later);
        venue.range(later);

        stop = venue.protect(entry, exit("1", stop("90")));
        venue.close(later);

        assertThat(venue.status(stop)).isEqualTo(OrderStatus.WORKING);
    }

    @Test
    void stopPlacedWhenTheNextBarHasGappedBeyondItIsTriggeredAtOnce() {
        venue.open("100");
        entry = venue.submit(protectedEntry(limit("95")));
        venue.playOn("100", "101", "94", "97");
        venue.open("85");

        stop = venue.protect(entry, exit("1", stop("90")));

        assertThat(venue.fills(stop)).containsExactly("1 @ 85 TAKER");
    }

    private void enterLong(String quantity) {
        venue.open("100");
        entry = venue.submit(buy(quantity));
        stop = venue.protect(entry, exit(quantity, stop("90")));
        target = venue.protect(entry, exit(quantity, limit("110")));
    }

    /** What the account does: it places both exits when the entry fills. */
    private void protectWhenFilled(VenueReport report) {
        if (report.order().equals(entry) && report.change() instanceof OrderChange.Filled) {
            stop = venue.protect(entry, exit("1", stop("90")));
            target = venue.protect(entry, exit("1", limit("110")));
        }
    }

    private static OrderRequest protectedEntry(OrderType type) {
        return buy("1").withType(type)
                .withProtection(Protection.of(Price.of("90"), Price.of("110")));
    }

    private static OrderRequest exit(String quantity, OrderType type) {
        return sell(quantity).withType(type).with(Instruction.REDUCE_ONLY);
    }
}
