package dev.keel.signals.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.market.Bar;
import dev.keel.core.market.Timeframe;
import dev.keel.core.signal.Reason;
import dev.keel.core.signal.SignalId;
import dev.keel.core.signal.SignalSource;
import dev.keel.signals.expert.ExpertDefinition;
import dev.keel.signals.fusion.log.FusionRecord;
import dev.keel.signals.fusion.log.FusionRecord.OpinionGiven;
import dev.keel.signals.fusion.log.FusionRecord.OutcomeResolved;
import dev.keel.signals.fusion.log.FusionRecord.WeightsMoved;
import dev.keel.signals.fusion.log.LearningRules;
import dev.keel.signals.fusion.log.MemoryFusionLog;
import dev.keel.signals.fusion.log.Numbers;
import dev.keel.signals.indicator.Bars;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FusionEngineTest {
    private static final SignalSource SOURCE =
            new SignalSource("fusion", InstrumentId.of("TEST"), Timeframe.H1);
    private static final List<ExpertDefinition> EXPERTS =
            List.of(
                    Scripted.oracle("oracle"),
                    Scripted.momentum("momentum"),
                    Scripted.contrarian("contrarian", 6));
    private static final List<Bar> BARS = Bars.turningMarket(11, 3_000);

    @Test
    void mixesCalibratedProbabilitiesByWeight() {
        FusionEngine engine =
                engine(
                        Scripted.expert("up", 3, _ -> 1),
                        Scripted.expert("down", 1, _ -> -0.5),
                        Scripted.expert("asleep", 4, _ -> Double.NaN));

        play(engine, BARS.subList(0, 102));

        double up = 1 / (1 + Math.exp(-0.5));
        double down = 1 / (1 + Math.exp(0.25));
        double p = 0.75 * up + 0.25 * down;
        double deviation = Math.sqrt(0.75 * Math.pow(up - p, 2) + 0.25 * Math.pow(down - p, 2));
        assertThat(engine.awakeExperts()).isEqualTo(2);
        assertThat(engine.probability()).isCloseTo(p, within(1e-12));
        assertThat(engine.score()).isCloseTo(2 * p - 1, within(1e-12));
        assertThat(engine.confidence())
                .isCloseTo((2 * p - 1) * (1 - deviation / 0.5), within(1e-12));
        assertThat(engine.expectedMove())
                .isCloseTo((2 * p - 1) * engine.barrierDistance(), within(1e-12));
    }

    @Test
    void saysNothingWhileNobodyIsAwake() {
        FusionEngine engine = engine(Scripted.expert("asleep", 1, _ -> Double.NaN));

        play(engine, BARS);

        assertThat(engine.isAwake()).isFalse();
        assertThat(engine.score()).isZero();
        assertThat(engine.confidence()).isZero();
        assertThat(engine.outcomes()).isZero();
    }

    @Test
    void givesTheBestExpertTheMostWeight() {
        FusionEngine engine = engine(EXPERTS);

        play(engine, BARS);

        List<ExpertStanding> standings = engine.standings();
        assertThat(standings.getFirst().adaptive())
                .isGreaterThan(2 * standings.get(1).adaptive())
                .isGreaterThan(2 * standings.get(2).adaptive());
        assertThat(standings.getFirst().logLoss()).isLessThan(Math.log(2) - 0.1);
        assertThat(standings.getFirst().slope()).isGreaterThan(0.5);
        assertThat(engine.logLoss()).isLessThan(Math.log(2));
        assertThat(standings).allSatisfy(one -> assertThat(one.effective()).isBetween(0.02, 0.6));
        assertThat(standings)
                .allSatisfy(one -> assertThat(one.prior()).isCloseTo(1 / 3.0, within(1e-15)));
    }

    /** A sleeper has fewer outcomes than the others, and keeps its weight while it sleeps. */
    @Test
    void teachesOnlyThoseWhoWereAwake() {
        FusionEngine engine = engine(EXPERTS);

        play(engine, BARS);

        List<ExpertStanding> standings = engine.standings();
        assertThat(standings.get(2).outcomes()).isBetween(1L, standings.getFirst().outcomes() - 1);
        assertThat(standings.getFirst().outcomes()).isEqualTo(engine.outcomes());
        assertThat(standings.getFirst().uniqueOutcomes())
                .isLessThan((double) standings.getFirst().outcomes());
    }

    @Test
    void labelsEveryOpinionExactlyOnce() {
        MemoryFusionLog log = new MemoryFusionLog();
        FusionEngine engine = FusionEngine.resuming(SOURCE, EXPERTS, FusionSettings.DEFAULT, log);

        play(engine, BARS);

        Map<SignalId, Integer> outcomes = new HashMap<>();
        List<SignalId> opinions =
                log.records().stream()
                        .filter(OpinionGiven.class::isInstance)
                        .map(entry -> ((OpinionGiven) entry).signal())
                        .toList();
        log.records().stream()
                .filter(OutcomeResolved.class::isInstance)
                .forEach(entry ->
                        outcomes.merge(((OutcomeResolved) entry).signal(), 1, Integer::sum));
        assertThat(opinions).doesNotHaveDuplicates().hasSize(BARS.size() - 100);
        assertThat(outcomes.values()).containsOnly(1);
        assertThat(opinions).containsAll(outcomes.keySet());
        assertThat(opinions).hasSize(outcomes.size() + engine.learner().openOpinions());
        assertThat(engine.learner().openOpinions()).isLessThanOrEqualTo(24);
    }

    @Test
    void resolvesOutcomesInTheOrderOfTimeAndNeverBeforeTheirBar() {
        MemoryFusionLog log = new MemoryFusionLog();
        play(FusionEngine.resuming(SOURCE, EXPERTS, FusionSettings.DEFAULT, log), BARS);

        List<OutcomeResolved> outcomes =
                log.records().stream()
                        .filter(OutcomeResolved.class::isInstance)
                        .map(OutcomeResolved.class::cast)
                        .toList();
        assertThat(outcomes)
                .isSortedAccordingTo((a, b) -> {
                    int byTime = a.at().compareTo(b.at());
                    return byTime != 0 ? byTime : a.signal().compareTo(b.signal());
                });
        assertThat(outcomes)
                .allSatisfy(one -> assertThat(one.at()).isAfter(one.signal().barClose()));
    }

    @Test
    void reproducesTheWeightsFromTheLogBitForBit() {
        MemoryFusionLog log = new MemoryFusionLog();
        FusionEngine engine = FusionEngine.resuming(SOURCE, EXPERTS, FusionSettings.DEFAULT, log);
        play(engine, BARS);

        FusionLearner replayed = FusionLearner.replay(log);

        assertSame(replayed, engine.learner());
    }

    @Test
    void reproducesTheWeightsFromTheBarsBitForBit() {
        FusionEngine first = engine(EXPERTS);
        FusionEngine second =
                FusionEngine.resuming(
                        SOURCE, EXPERTS, FusionSettings.DEFAULT, new MemoryFusionLog());

        play(first, BARS);
        play(second, BARS);

        assertSame(second.learner(), first.learner());
        assertThat(second.probability()).isEqualTo(first.probability());
    }

    /** Records that arrive twice, as after a crash between writing and learning, count once. */
    @Test
    void learnsNothingFromRecordsSeenTwice() {
        MemoryFusionLog log = new MemoryFusionLog();
        FusionEngine engine = FusionEngine.resuming(SOURCE, EXPERTS, FusionSettings.DEFAULT, log);
        play(engine, BARS.subList(0, 500));
        MemoryFusionLog doubled = new MemoryFusionLog();
        for (FusionRecord entry : log.records()) {
            doubled.append(entry);
            doubled.append(entry);
        }

        assertSame(FusionLearner.replay(doubled), engine.learner());
    }

    /** Stopped after any bar and begun again with old bars shown anew: as if nothing happened. */
    @Test
    void goesOnAfterARestartAsIfNothingHadHappened() {
        FusionEngine whole = engine(EXPERTS);
        play(whole, BARS);
        MemoryFusionLog log = new MemoryFusionLog();
        play(
                FusionEngine.resuming(SOURCE, EXPERTS, FusionSettings.DEFAULT, log),
                BARS.subList(0, 1_717));

        FusionEngine second = FusionEngine.resuming(SOURCE, EXPERTS, FusionSettings.DEFAULT, log);
        play(second, BARS);

        assertSame(second.learner(), whole.learner());
        assertSame(FusionLearner.replay(log), whole.learner());
    }

    /** A crash takes the last records; the bars that are shown again bring them back. */
    @Test
    void bringsBackWhatACrashTook() {
        MemoryFusionLog log = new MemoryFusionLog();
        FusionEngine whole = FusionEngine.resuming(SOURCE, EXPERTS, FusionSettings.DEFAULT, log);
        play(whole, BARS.subList(0, 1_000));
        for (int lost = 1; lost < 12; lost++) {
            MemoryFusionLog torn = new MemoryFusionLog();
            List<FusionRecord> records = log.records();
            records.subList(0, records.size() - lost).forEach(torn::append);

            FusionEngine second =
                    FusionEngine.resuming(SOURCE, EXPERTS, FusionSettings.DEFAULT, torn);
            play(second, BARS.subList(0, 1_000));

            assertSame(second.learner(), whole.learner());
        }
    }

    @Test
    void beginsAnewWhenTheUsersWeightsChange() {
        MemoryFusionLog log = new MemoryFusionLog();
        play(FusionEngine.resuming(SOURCE, EXPERTS, FusionSettings.DEFAULT, log), BARS);
        List<ExpertDefinition> reweighted =
                List.of(
                        new ExpertDefinition(
                                "oracle", "for tests", 8, EXPERTS.getFirst().factory()),
                        EXPERTS.get(1),
                        EXPERTS.get(2));

        FusionEngine anew = FusionEngine.resuming(SOURCE, reweighted, FusionSettings.DEFAULT, log);

        assertThat(anew.learner().adaptiveWeights()).isEqualTo(Numbers.of(0.8, 0.1, 0.1));
        assertThat(anew.outcomes()).isZero();
    }

    @Test
    void auditsEveryMoveWithItsLosses() {
        MemoryFusionLog log = new MemoryFusionLog();
        play(FusionEngine.resuming(SOURCE, EXPERTS, FusionSettings.DEFAULT, log), BARS);

        Numbers before = Numbers.of(1 / 3.0, 1 / 3.0, 1 / 3.0);
        int moves = 0;
        for (FusionRecord entry : log.records()) {
            if (entry instanceof WeightsMoved moved) {
                assertThat(moved.before()).isEqualTo(before);
                assertThat(moved.losses().size()).isEqualTo(3);
                before = moved.after();
                moves++;
            }
        }
        assertThat(moves).isGreaterThan(2_000);
    }

    @Test
    void refusesALogWhoseAuditDoesNotFollow() {
        MemoryFusionLog log = new MemoryFusionLog();
        play(FusionEngine.resuming(SOURCE, EXPERTS, FusionSettings.DEFAULT, log), BARS);
        MemoryFusionLog forged = new MemoryFusionLog();
        boolean[] done = new boolean[1];
        for (FusionRecord entry : log.records()) {
            if (!done[0] && entry instanceof WeightsMoved moved) {
                done[0] = true;
                forged.append(
                        new WeightsMoved(
                                moved.signal(),
                                moved.before(),
                                Numbers.of(0.9, 0.05, 0.05),
                                moved.losses(),
                                moved.intercepts(),
                                moved.slopes()));
            } else {
                forged.append(entry);
            }
        }

        assertThatThrownBy(() -> FusionLearner.replay(forged))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must be 0.9,0.05,0.05 as they were written");
    }

    @Test
    void usesTheUsersWeightsWhenAdaptationIsOff() {
        FusionSettings usual = FusionSettings.DEFAULT;
        FusionSettings fixed =
                new FusionSettings(
                        usual.rules(),
                        Adaptation.OFF,
                        usual.floor(),
                        usual.cap(),
                        usual.barrierMultiple(),
                        usual.leastBarrier());
        FusionEngine engine = new FusionEngine(SOURCE, EXPERTS, fixed);

        play(engine, BARS);

        assertThat(engine.standings())
                .allSatisfy(one -> assertThat(one.effective()).isCloseTo(1 / 3.0, within(1e-15)));
        assertThat(engine.standings().getFirst().adaptive()).isGreaterThan(0.5);
    }

    @Test
    void learnsNothingWhileFrozenNorFromWhatSawTheFrozenTime() {
        MemoryFusionLog log = new MemoryFusionLog();
        FusionEngine engine = FusionEngine.resuming(SOURCE, EXPERTS, FusionSettings.DEFAULT, log);
        play(engine, BARS.subList(0, 800));
        Numbers before = engine.learner().adaptiveWeights();
        long outcomes = engine.outcomes();

        engine.freeze("stale quotes");
        play(engine, BARS.subList(800, 1_000));
        assertThat(engine.learner().adaptiveWeights()).isEqualTo(before);
        assertThat(engine.isAwake()).isTrue();
        engine.thaw("the feed is back");
        play(engine, BARS.subList(1_000, 1_001));
        assertThat(engine.outcomes()).isEqualTo(outcomes);

        play(engine, BARS.subList(1_001, 1_400));
        assertThat(engine.learner().adaptiveWeights()).isNotEqualTo(before);
        assertSame(FusionLearner.replay(log), engine.learner());
        assertThat(log.records())
                .anySatisfy(entry ->
                        assertThat(entry)
                                .isEqualTo(
                                        new FusionRecord.Frozen(
                                                BARS.get(799).closeTime(), "stale quotes")));
    }

    @Test
    void saysTheSameWhateverComesLater() {
        FusionEngine whole = engine(EXPERTS);
        double[] said = new double[BARS.size()];
        for (int i = 0; i < BARS.size(); i++) {
            whole.onBar(BARS.get(i));
            said[i] = whole.score();
        }
        for (int end : new int[] {150, 700, 2_001}) {
            FusionEngine prefix = engine(EXPERTS);
            play(prefix, BARS.subList(0, end));
            assertThat(prefix.score()).isEqualTo(said[end - 1]);
        }
    }

    @Test
    void explainsEveryExpertAndNamesThoseAsleep() {
        FusionEngine engine =
                engine(
                        Scripted.expert("up", 3, _ -> 1),
                        Scripted.expert("asleep", 1, _ -> Double.NaN));

        play(engine, BARS.subList(0, 102));

        assertThat(engine.reasons())
                .extracting(Reason::text)
                .containsExactly(
                        "1 of 2 experts are awake and lean up",
                        "up leans up",
                        "up: it is written",
                        "asleep is asleep");
        assertThat(engine.reasons().get(1).figures())
                .extracting(Reason.Figure::name)
                .containsExactly("weight", "score", "reliability", "probability of up");
        assertThat(engine.reasons().getLast().toString()).contains("weight kept");
    }

    @Test
    void refusesBarsOutOfOrder() {
        FusionEngine engine = engine(EXPERTS);
        engine.onBar(BARS.get(5));

        assertThatThrownBy(() -> engine.onBar(BARS.get(5)))
                .hasMessageStartingWith("bars must come in order");
    }

    @Test
    void namesAnExpertWhoseScoreIsOutOfRange() {
        FusionEngine engine = engine(Scripted.constant("loud", 1.5));

        assertThatThrownBy(() -> engine.onBar(BARS.getFirst()))
                .hasMessage("score of expert 'loud' must be -1 to 1, was 1.5");
    }

    /** At any horizon, also when it is a single bar or longer than the bars there are. */
    @Test
    void takesAnyHorizon() {
        for (int horizon : new int[] {1, 2, 100, 10_000}) {
            LearningRules rules = new LearningRules(1, 0.01, 0.5, horizon);
            FusionEngine engine =
                    new FusionEngine(
                            SOURCE,
                            EXPERTS,
                            new FusionSettings(rules, Adaptation.ON, 0.02, 0.6, 1, 0));

            play(engine, BARS);

            assertThat(engine.outcomes() + engine.learner().openOpinions())
                    .isLessThanOrEqualTo(BARS.size() - 100);
            assertThat(engine.learner().openOpinions()).isBetween(1, horizon);
        }
    }

    private static FusionEngine engine(ExpertDefinition... experts) {
        return engine(List.of(experts));
    }

    private static FusionEngine engine(List<ExpertDefinition> experts) {
        return new FusionEngine(SOURCE, experts, FusionSettings.DEFAULT);
    }

    private static void play(FusionEngine engine, List<Bar> bars) {
        bars.forEach(engine::onBar);
    }

    private static void assertSame(FusionLearner one, FusionLearner other) {
        assertThat(one.adaptiveWeights()).isEqualTo(other.adaptiveWeights());
        assertThat(one.intercepts()).isEqualTo(other.intercepts());
        assertThat(one.slopes()).isEqualTo(other.slopes());
        assertThat(one.openOpinions()).isEqualTo(other.openOpinions());
    }
}
