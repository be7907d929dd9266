package dev.keel.core.account;

/** A kill switch that is thrown. */
public record Thrown(KillLevel level, String reason) {}
