/**
 * The mailbox of files between Keel and the Expert Advisor: its forms, its MACs, and how both sides
 * write so that the other never acts on half of something. What the messages mean is not known
 * here.
 */
@NullMarked
package dev.keel.venues.metatrader.mailbox;

import org.jspecify.annotations.NullMarked;
