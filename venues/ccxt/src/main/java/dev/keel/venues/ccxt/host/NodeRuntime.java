package dev.keel.venues.ccxt.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The Node that the child runs on.
 *
 * @param program the file itself
 * @param version such as {@code 20.18.1}
 * @param origin where it is from
 * @param looked what was looked at, in order, and what was found there; for people
 */
public record NodeRuntime(Path program, NodeVersion version, Origin origin, List<String> looked) {
    /** The oldest that can run what is built: its HTTP client needs it. */
    static final NodeVersion NEEDED = new NodeVersion(20, 18, 1);

    private static final NodeVersion PERMISSION_IS_STABLE = new NodeVersion(22, 13, 0);
    private static final NodeVersion NETWORK_IS_A_PERMISSION = new NodeVersion(25, 0, 0);

    public NodeRuntime {
        looked = List.copyOf(looked);
    }

    /** Where a Node is from. */
    public enum Origin {
        /** Named by whoever runs Keel. */
        CHOSEN,
        /** The machine's own. */
        MACHINE,
        /** Brought by the build, from npm. */
        BROUGHT
    }

    /**
     * Finds the Node to run: the one that the system property {@code keel.node} names, else the
     * machine's if it is recent enough, else the one that the build brought into the folder that
     * {@code keel.node.folder} names.
     *
     * @throws dev.keel.venues.connector.ConnectorException if there is none, saying what was looked
     *     at
     */
    public static NodeRuntime find() {
        return NodeSearch.ofThisMachine().find();
    }

    /** Which one it is and why, in one line. */
    public String explain() {
        return "Node " + version + " (" + program + "): " + String.join("; ", looked);
    }

    /**
     * The options under which it may read one file, talk to the network, and nothing else: no other
     * file, no process, no native code, no code made of strings.
     */
    List<String> confinedTo(Path bundle) {
        List<String> options = new ArrayList<>();
        options.add(
                version.isAtLeast(PERMISSION_IS_STABLE)
                        ? "--permission"
                        : "--experimental-permission");
        options.add("--allow-fs-read=" + bundle);
        if (version.isAtLeast(NETWORK_IS_A_PERMISSION)) {
            options.add("--allow-net");
        }
        options.add("--disallow-code-generation-from-strings");
        options.add("--no-addons");
        options.add("--no-warnings");
        return options;
    }
}
