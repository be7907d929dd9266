package dev.keel.sim.cost;

import dev.keel.core.instrument.FeeRates;
import dev.keel.core.market.Timeframe;
import dev.keel.sim.market.DataFile;
import dev.keel.sim.market.MarketDataException;
import dev.keel.sim.matching.SlippageModel;
import dev.keel.sim.tariff.Carry;
import dev.keel.sim.tariff.FeeSchedule;
import dev.keel.sim.tariff.FundingRates;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a cost model from a file of {@code name = value} lines; what is not in it is free. Lines
 * that begin with # are comments. {@code docs/costs.md} lists the names.
 */
public final class CostFile {
    private static final String TIER = "fee.tier.";
    private static final List<String> NAMES =
            List.of(
                    "fee.maker",
                    "fee.taker",
                    "fee.per-unit",
                    "fee.minimum",
                    "spread.half",
                    "slippage.model",
                    "slippage.fraction",
                    "slippage.impact",
                    "slippage.coefficient",
                    "slippage.sigma",
                    "slippage.cap",
                    "slippage.unknown",
                    "funding.every",
                    "funding.rate",
                    "funding.file",
                    "borrow.rate",
                    "latency",
                    "participation");

    private final String file;
    private final Path folder;
    private final Map<String, Setting> settings = new HashMap<>();

    private CostFile(String file, Path folder) {
        this.file = file;
        this.folder = folder;
    }

    private record Setting(long line, String value) {}

    /**
     * Reads a file.
     *
     * @throws MarketDataException naming the line and the setting that is wrong
     */
    public static CostModel read(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        return DataFile.read(
                path, (name, in) -> new CostFile(name, folder == null ? path : folder).read(in));
    }

    private CostModel read(InputStream in) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        String text;
        for (long line = 1; (text = reader.readLine()) != null; line++) {
            if (!text.isBlank() && !text.strip().startsWith("#")) {
                take(line, text);
            }
        }
        CostModel model =
                CostModel.NONE
                        .withName(file)
                        .withFees(fees())
                        .withHalfSpread(number("spread.half", BigDecimal.ZERO))
                        .withSlippage(slippage())
                        .withCarry(carry())
                        .withDelay(value("latency", Delay.NONE, Delay::parse));
        Setting participation = settings.get("participation");
        return participation == null
                ? model
                : checked(
                        "participation",
                        participation,
                        value -> {
                            BigDecimal share = decimal(value);
                            if (share.signum() <= 0 || share.compareTo(BigDecimal.ONE) > 0) {
                                throw new IllegalArgumentException(
                                        "must be above 0 and at most 1, was " + value);
                            }
                            return model.withParticipation(share);
                        });
    }

    private void take(long line, String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw MarketDataException.inLine(file, line, "must look like name = value");
        }
        String name = text.substring(0, equals).strip();
        String value = text.substring(equals + 1).strip();
        if (!NAMES.contains(name) && !name.startsWith(TIER)) {
            throw MarketDataException.inField(
                    file,
                    line,
                    name,
                    "is not known; known are " + NAMES + " and " + TIER + "VOLUME");
        }
        if (settings.put(name, new Setting(line, value)) != null) {
            throw MarketDataException.inField(file, line, name, "must come only once");
        }
    }

    private FeeSchedule fees() {
        List<FeeSchedule.Tier> tiers = new ArrayList<>();
        tiers.add(
                new FeeSchedule.Tier(
                        BigDecimal.ZERO,
                        value(
                                "fee.taker",
                                new FeeRates(number("fee.maker", BigDecimal.ZERO), BigDecimal.ZERO),
                                taker ->
                                        new FeeRates(
                                                number("fee.maker", decimal(taker)),
                                                decimal(taker)))));
        NavigableMap<BigDecimal, FeeRates> later = new TreeMap<>();
        for (Map.Entry<String, Setting> entry : settings.entrySet()) {
            if (entry.getKey().startsWith(TIER)) {
                checked(
                        entry.getKey(),
                        entry.getValue(),
                        value ->
                                later.put(
                                        decimal(entry.getKey().substring(TIER.length())),
                                        tier(value)));
            }
        }
        later.forEach((from, rates) -> tiers.add(new FeeSchedule.Tier(from, rates)));
        try {
            return new FeeSchedule(
                    tiers,
                    number("fee.per-unit", BigDecimal.ZERO),
                    number("fee.minimum", BigDecimal.ZERO));
        } catch (IllegalArgumentException e) {
            throw MarketDataException.inFile(file, "fees: " + e.getMessage(), e);
        }
    }

    /** {@code 0.0002/0.0005}: maker, taker. */
    private static FeeRates tier(String value) {
        int slash = value.indexOf('/');
        if (slash < 1) {
            throw new IllegalArgumentException("must look like MAKER/TAKER, was '" + value + "'");
        }
        return new FeeRates(
                decimal(value.substring(0, slash).strip()),
                decimal(value.substring(slash + 1).strip()));
    }

    private SlippageModel slippage() {
        BigDecimal cap = number("slippage.cap", new BigDecimal("0.1"));
        BigDecimal unknown = number("slippage.unknown", new BigDecimal("0.001"));
        return value(
                "slippage.model",
                number("slippage.fraction", BigDecimal.ZERO).signum() == 0
                        ? SlippageModel.None.INSTANCE
                        : new SlippageModel.FixedFraction(
                                number("slippage.fraction", BigDecimal.ZERO)),
                model ->
                        switch (model) {
                            case "none" -> SlippageModel.None.INSTANCE;
                            case "fixed" ->
                                    new SlippageModel.FixedFraction(
                                            number("slippage.fraction", BigDecimal.ZERO));
                            case "volume-share" ->
                                    new SlippageModel.VolumeShare(
                                            number("slippage.impact", new BigDecimal("0.1")),
                                            cap,
                                            unknown);
                            case "square-root" ->
                                    new SlippageModel.SquareRoot(
                                            number("slippage.coefficient", BigDecimal.ONE),
                                            number("slippage.sigma", BigDecimal.ZERO),
                                            cap,
                                            unknown);
                            default ->
                                    throw new IllegalArgumentException(
                                            "must be none, fixed, volume-share or square-root, was '"
                                                    + model
                                                    + "'");
                        });
    }

    private Carry carry() {
        FundingRates table =
                value("funding.file", null, name -> FundingFile.read(folder.resolve(name)));
        FundingRates funding =
                table != null
                        ? table
                        : value(
                                "funding.rate",
                                null,
                                rate ->
                                        new FundingRates.Fixed(
                                                value(
                                                                "funding.every",
                                                                Timeframe.parse("8h"),
                                                                Timeframe::parse)
                                                        .length(),
                                                decimal(rate)));
        return value(
                "borrow.rate",
                Carry.of(funding, BigDecimal.ZERO),
                rate -> Carry.of(funding, decimal(rate)));
    }

    private BigDecimal number(String name, BigDecimal otherwise) {
        return value(name, otherwise, CostFile::decimal);
    }

    private <T extends @Nullable Object> T value(
            String name, T otherwise, Function<String, T> reading) {
        Setting setting = settings.get(name);
        return setting == null ? otherwise : checked(name, setting, reading);
    }

    private <T extends @Nullable Object> T checked(
            String name, Setting setting, Function<String, T> reading) {
        try {
            return reading.apply(setting.value);
        } catch (IllegalArgumentException e) {
            throw MarketDataException.inField(
                    file, setting.line, name, String.valueOf(e.getMessage()));
        }
    }

    private static BigDecimal decimal(String text) {
        if (!text.matches("-?[0-9]{1,18}(\\.[0-9]{1,18})?")) {
            throw new IllegalArgumentException("must be a decimal number, was '" + text + "'");
        }
        return new BigDecimal(text);
    }

    /** {@code timestamp,rate}: when funding was paid, and the rate. */
    private static final class FundingFile {
        private FundingFile() {}

        static FundingRates read(Path path) {
            return DataFile.read(path, FundingFile::read);
        }

        private static FundingRates read(String file, InputStream in) throws IOException {
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            if (!"timestamp,rate".equals(reader.readLine())) {
                throw MarketDataException.inLine(file, 1, "header must be 'timestamp,rate'");
            }
            NavigableMap<Long, BigDecimal> rates = new TreeMap<>();
            String text;
            for (long line = 2; (text = reader.readLine()) != null; line++) {
                String[] fields = text.split(",", -1);
                try {
                    if (fields.length != 2
                            || rates.put(
                                            Instant.parse(fields[0]).toEpochMilli(),
                                            decimal(fields[1]))
                                    != null) {
                        throw new IllegalArgumentException("must be one time and its rate");
                    }
                } catch (DateTimeException | IllegalArgumentException e) {
                    throw MarketDataException.inLine(file, line, String.valueOf(e.getMessage()));
                }
            }
            return new FundingRates.Table(rates);
        }
    }
}
