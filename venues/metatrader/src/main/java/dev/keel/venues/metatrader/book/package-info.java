/**
 * What happened on the account, worked out of the Expert Advisor's journal and of what the terminal
 * shows: whose trade a deal is, where an order stands, and every fact under a number of its own, so
 * that a cursor never passes what may still appear before it.
 */
@NullMarked
package dev.keel.venues.metatrader.book;

import org.jspecify.annotations.NullMarked;
