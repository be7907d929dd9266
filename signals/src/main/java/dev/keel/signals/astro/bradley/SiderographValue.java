package dev.keel.signals.astro.bradley;

/**
 * The siderograph at an instant.
 *
 * @param slow L, from the slow planets' aspects
 * @param declination D, in degrees
 * @param fast M, from all other aspects
 * @param potential P
 */
public record SiderographValue(double slow, double declination, double fast, double potential) {}
