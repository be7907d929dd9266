package dev.keel.core.account;

import dev.keel.core.order.ClientKey;
import dev.keel.core.order.OrderRequest;

/** What is to come in an order's place. */
public record Amendment(OrderRequest replacement, ClientKey key, String who) {}
