package dev.keel.ledger.view;

import dev.keel.core.money.Money;

/**
 * The sum of a book's postings.
 *
 * @param balance above zero is debit
 */
public record BookBalance(String book, Money balance) {}
