/**
 * FIX dialects before the simulated broker, over sockets of this machine. Certified are those that
 * can be asked what became of an order; the others lean on a person and are not.
 */
@NullMarked
package dev.keel.venues.certification.fix;

import org.jspecify.annotations.NullMarked;
