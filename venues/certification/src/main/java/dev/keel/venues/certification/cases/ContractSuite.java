package dev.keel.venues.certification.cases;

import dev.keel.venues.certification.ContractCase;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All cases of the contract. */
public final class ContractSuite {
    /**
     * Goes up with every case that is added or made stricter: a certificate says which suite it was
     * earned under.
     */
    public static final int VERSION = 2;

    private static final List<ContractCase> CASES =
            Stream.of(
                            LifecycleCases.all(),
                            RejectCases.all(),
                            AmbiguousSubmitCases.all(),
                            AmbiguousCancelCases.all(),
                            AmbiguousQueryCases.all(),
                            AmbiguousStatementCases.all(),
                            RestartCases.all(),
                            FillCases.all(),
                            PrecisionCases.all(),
                            CancelCases.all(),
                            UnsolicitedCases.all(),
                            OrderTypeCases.all(),
                            StatementCases.all(),
                            StreamCases.all(),
                            PositionCases.all(),
                            PreflightCases.all(),
                            MarketDataCases.all(),
                            SecretCases.all(),
                            WholeLifeCases.all())
                    .flatMap(List::stream)
                    .sorted()
                    .collect(Collectors.collectingAndThen(Collectors.toList(), List::copyOf));

    static {
        long numbers = CASES.stream().map(ContractCase::number).distinct().count();
        if (numbers != CASES.size()) {
            throw new IllegalStateException("two cases have one number");
        }
    }

    private ContractSuite() {}

    /** Every case, in the order of the numbers. */
    public static List<ContractCase> cases() {
        return CASES;
    }

    public static Optional<ContractCase> numbered(int number) {
        return CASES.stream().filter(each -> each.number() == number).findFirst();
    }
}
