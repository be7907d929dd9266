package dev.keel.ledger.view;

import dev.keel.core.money.Money;
import java.util.Optional;

/**
 * A row of {@code risk_scope}.
 *
 * @param scope {@code platform}, or {@code user:} and the user's id
 * @param used what its accounts of this currency have at stake together
 * @param limit the most that may be at stake; empty for no limit
 */
public record LimitEntry(String scope, Money used, Optional<Money> limit) {}
