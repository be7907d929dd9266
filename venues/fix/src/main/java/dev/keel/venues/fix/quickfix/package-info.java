/**
 * The FIX transport on QuickFIX/J: the one package that knows the engine. What the engine would do
 * to an order behind our back (keep it for a later logon, send it again, send it in spite of an
 * error) it is kept from here.
 */
@NullMarked
package dev.keel.venues.fix.quickfix;

import org.jspecify.annotations.NullMarked;
