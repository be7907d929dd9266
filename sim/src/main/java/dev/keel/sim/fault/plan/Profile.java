package dev.keel.sim.fault.plan;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which kinds of faults a simulation draws from. */
public enum Profile {
    DEFAULT(EnumSet.allOf(Fault.Group.class)),
    NETWORK(EnumSet.of(Fault.Group.NETWORK)),
    CRASHES(EnumSet.of(Fault.Group.CRASH, Fault.Group.PROCESS)),
    STORAGE(EnumSet.of(Fault.Group.STORAGE, Fault.Group.PROCESS)),
    MARKET(EnumSet.of(Fault.Group.MARKET)),
    /** No faults at all. */
    QUIET(EnumSet.noneOf(Fault.Group.class));

    private final Set<Fault.Group> groups;

    Profile(Set<Fault.Group> groups) {
        this.groups = groups;
    }

    boolean has(Fault fault) {
        return groups.contains(fault.group());
    }

    /** The name on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Profile> named(String label) {
        return Arrays.stream(values()).filter(profile -> profile.label().equals(label)).findFirst();
    }

    public static List<String> labels() {
        return Arrays.stream(values()).map(Profile::label).toList();
    }
}
