package dev.keel.venues.certification.reference;

import dev.keel.core.account.AccountId;
import dev.keel.core.account.AccountProfile;
import dev.keel.core.instrument.FeeRates;
import dev.keel.core.instrument.Instrument;
import dev.keel.core.instrument.InstrumentId;
import dev.keel.core.instrument.InstrumentKind;
import dev.keel.core.instrument.TradingRules;
import dev.keel.core.money.Asset;
import dev.keel.core.money.Price;
import dev.keel.core.money.Quantity;
import dev.keel.venues.connector.Capability;
import dev.keel.venues.connector.ConnectorInfo;
import dev.keel.venues.connector.Technology;
import dev.keel.venues.connector.VenueId;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who the reference connector is, and what is traded there. */
final class ReferenceInfo {
    static final VenueId VENUE = VenueId.of("reference");
    static final Asset CURRENCY = Asset.of("USDT");
    static final AccountProfile PROFILE =
            new AccountProfile(AccountId.of("certification"), CURRENCY, 4_242_424);

    private ReferenceInfo() {}

    static ConnectorInfo info() {
        return new ConnectorInfo(
                VENUE,
                Technology.CCXT,
                "Reference",
                "1",
                Map.of(InstrumentKind.SPOT, can(), InstrumentKind.LINEAR, can()),
                List.of(
                        new ConnectorInfo.CredentialField(
                                "apiKey", "API key", ConnectorInfo.Secrecy.PLAIN, false),
                        new ConnectorInfo.CredentialField(
                                "secret", "Secret", ConnectorInfo.Secrecy.SECRET, false)),
                true);
    }

    private static Set<Capability> can() {
        EnumSet<Capability> all = EnumSet.allOf(Capability.class);
        all.removeAll(
                EnumSet.of(
                        Capability.TEST_NETWORK,
                        Capability.HEDGING,
                        Capability.SET_LEVERAGE,
                        Capability.SET_MARGIN_MODE,
                        Capability.SET_POSITION_MODE,
                        Capability.CANCEL_ALL_ON_SILENCE,
                        Capability.BALANCE_STREAM,
                        Capability.POSITION_STREAM));
        return all;
    }

    static Instrument instrument(InstrumentKind kind) {
        Asset base = Asset.of("BTC");
        TradingRules rules =
                new TradingRules(Price.of("0.1"), Quantity.of("0.001"), new BigDecimal("5"));
        FeeRates fees = FeeRates.flat(new BigDecimal("0.001"));
        return switch (kind) {
            case SPOT -> Instrument.spot(InstrumentId.of("BTC/USDT"), base, CURRENCY, rules, fees);
            case LINEAR ->
                    new Instrument(
                            InstrumentId.of("BTC/USDT:USDT"),
                            base,
                            CURRENCY,
                            kind,
                            rules,
                            fees,
                            new BigDecimal("0.1"));
        };
    }
}
