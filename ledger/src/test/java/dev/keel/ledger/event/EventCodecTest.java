package dev.keel.ledger.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keel.core.account.AccountEvent;
import dev.keel.core.account.AccountId;
import dev.keel.core.account.AlarmKind;
import dev.keel.core.account.DeclineReason;
import dev.keel.core.account.Difference;
import dev.keel.core.account.ExecutionMode;
import dev.keel.core.account.SwitchScope;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.journal.Append;
import dev.keel.core.journal.JournalException;
import dev.keel.core.order.FeeSource;
import dev.keel.core.order.Instruction;
import dev.keel.core.order.Liquidity;
import dev.keel.core.order.OrderChange;
import dev.keel.core.order.OrderType;
import dev.keel.core.order.Origin;
import dev.keel.core.order.Side;
import dev.keel.core.order.TimeInForce;
import dev.keel.core.risk.RefusalReason;
import dev.keel.core.signal.Direction;
import dev.keel.core.sizing.Sizing;
import dev.keel.core.venue.VenueOrder;
import dev.keel.core.venue.VenueTrade;
import dev.keel.testkit.AccountHistories;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
    private static final AccountId ACCOUNT = AccountId.of("main-1");
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    /** What is in people's databases: a line that changes here breaks their ledger. */
    @Test
    void writesThePinnedFormat() {
        List<String> written =
                EventSamples.all().stream()
                        .map(event -> EventCodec.encode(event).payload())
                        .toList();

        assertThat(written).isEqualTo(pinned());
    }

    @Test
    void readsThePinnedFormat() {
        List<AccountEvent> read =
                pinned().stream().map(line -> EventCodec.decode(ACCOUNT, 1, line)).toList();

        assertThat(read).isEqualTo(EventSamples.all());
    }

    @Test
    void pinsEveryTypeOfEvent() {
        assertThat(EventSamples.all())
                .extracting(event -> (Object) event.getClass())
                .contains((Object[]) AccountEvent.class.getPermittedSubclasses());
        assertThat(EventSamples.all())
                .filteredOn(AccountEvent.OrderChanged.class::isInstance)
                .extracting(
                        event -> (Object) ((AccountEvent.OrderChanged) event).change().getClass())
                .contains((Object[]) OrderChange.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource
    void pinsEveryAlternative(Class<?> sealed) {
        String samples = EventSamples.all().toString();

        assertThat(sealed.getPermittedSubclasses())
                .allSatisfy(type -> assertThat(samples).contains(type.getSimpleName() + "["));
    }

    static Stream<Class<?>> pinsEveryAlternative() {
        return Stream.of(
                OrderType.class,
                TimeInForce.class,
                Origin.class,
                Sizing.class,
                SwitchScope.class,
                FeeSource.class);
    }

    @ParameterizedTest
    @MethodSource
    void pinsEveryConstant(Class<? extends Enum<?>> type) {
        String lines = String.join("\n", pinned());

        assertThat(type.getEnumConstants())
                .allSatisfy(constant -> assertThat(lines).contains("\"" + constant.name() + "\""));
    }

    static Stream<Class<? extends Enum<?>>> pinsEveryConstant() {
        return Stream.of(
                ExecutionMode.class,
                DeclineReason.class,
                InstrumentKind.class,
                Instruction.class,
                Liquidity.class,
                Side.class,
                RefusalReason.class,
                Direction.class,
                AlarmKind.class,
                VenueTrade.Cause.class,
                VenueOrder.State.class,
                Difference.Subject.class,
                Difference.Explanation.class);
    }

    @Test
    void givesEveryTypeANameOfItsOwn() {
        assertThat(EventSamples.all().stream().map(EventCodec::type).distinct())
                .hasSize(
                        AccountEvent.class.getPermittedSubclasses().length
                                - 1
                                + OrderChange.class.getPermittedSubclasses().length);
    }

    @Property(tries = 100)
    void readsBackWhateverAnAccountGoesThrough(@ForAll long seed) {
        for (Append append : AccountHistories.ofSeed(seed).take(40)) {
            for (AccountEvent event : append.events()) {
                assertThat(EventCodec.decode(ACCOUNT, 1, EventCodec.encode(event).payload()))
                        .isEqualTo(event);
            }
        }
    }

    @Property
    void readsBackEveryString(@ForAll @StringLength(max = 40) String text) {
        AccountEvent event = new AccountEvent.Halted(AT, text, text);

        String payload = EventCodec.encode(event).payload();

        assertThat(EventCodec.decode(ACCOUNT, 1, payload)).isEqualTo(event);
        assertThat(payload).matches("\\p{ASCII}*").doesNotContain("\n");
    }

    @Property
    void readsBackEveryInstant(@ForAll Instant at) {
        AccountEvent event = new AccountEvent.Resumed(at, "x");

        assertThat(EventCodec.decode(ACCOUNT, 1, EventCodec.encode(event).payload()))
                .isEqualTo(event);
    }

    @Test
    void namesAccountSequenceAndTypeOfAnUnknownEvent() {
        String payload = "{\"type\":\"teleported\",\"version\":1,\"at\":\"" + AT + "\"}";

        assertThatThrownBy(() -> EventCodec.decode(ACCOUNT, 17, payload))
                .isInstanceOf(JournalException.class)
                .hasMessage("event 17 of account main-1: type 'teleported' is not known");
    }

    @Test
    void namesAnUnknownVersion() {
        String payload = "{\"type\":\"resumed\",\"version\":2,\"at\":\"" + AT + "\",\"who\":\"x\"}";

        assertThatThrownBy(() -> EventCodec.decode(ACCOUNT, 17, payload))
                .isInstanceOf(JournalException.class)
                .hasMessage("event 17 of account main-1: version 2 of type 'resumed' is not known");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{\"type\":\"resumed\"}",
                "{\"type\":\"resumed\",\"version\":1}",
                "{\"type\":\"resumed\",\"version\":1,\"at\":\"yesterday\",\"who\":\"x\"}",
                "{\"type\":\"resumed\",\"version\":1,\"at\":\"2026-01-01T00:00:00Z\"}",
                "{\"type\":\"resumed\",\"version\":1,\"at\":\"2026-01-01T00:00:00Z\",\"who\":1}",
                "{\"type\":\"resumed\",\"version\":1.5,\"at\":\"2026-01-01T00:00:00Z\",\"who\":\"x\"}",
                "{\"type\":\"funds_moved\",\"version\":1,\"at\":\"2026-01-01T00:00:00Z\","
                        + "\"asset\":\"USD\",\"amount\":\"much\",\"reference\":\"\"}"
            })
    void refusesWhatIsNoEvent(String payload) {
        assertThatThrownBy(() -> EventCodec.decode(ACCOUNT, 3, payload))
                .isInstanceOf(JournalException.class)
                .hasMessageStartingWith("event 3 of account main-1: ");
    }

    @Property(tries = 200)
    void refusesOrReadsDamagedTextAndNothingElse(
            @ForAll @net.jqwik.api.constraints.IntRange(max = 10_000) int line,
            @ForAll @net.jqwik.api.constraints.IntRange(max = 10_000) int place,
            @ForAll char replacement) {
        List<String> lines = pinned();
        StringBuilder damaged = new StringBuilder(lines.get(line % lines.size()));
        damaged.setCharAt(place % damaged.length(), replacement);

        try {
            assertThat(EventCodec.decode(ACCOUNT, 3, damaged.toString())).isNotNull();
        } catch (JournalException e) {
            assertThat(e).hasMessageStartingWith("event 3 of account main-1: ");
        }
    }

    private static List<String> pinned() {
        try (InputStream resource =
                Objects.requireNonNull(EventCodecTest.class.getResourceAsStream("events.jsonl"))) {
            String text = new String(resource.readAllBytes(), StandardCharsets.US_ASCII);
            return Arrays.asList(text.strip().split("\n"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
