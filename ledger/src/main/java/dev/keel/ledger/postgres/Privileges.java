package dev.keel.ledger.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** As whom PostgreSQL's programs run. They refuse to run as root. */
sealed interface Privileges {

    /** The command that runs this command as that user; it stays one and the same process. */
    List<String> wrap(List<String> command);

    /** Makes the folder and all in it belong to whom the server will think it is. */
    void handOver(Path folder) throws IOException;

    /** For a message to the operator. */
    String describe();

    /** As whoever runs Keel. */
    record Direct() implements Privileges {

        @Override
        public List<String> wrap(List<String> command) {
            return command;
        }

        @Override
        public void handOver(Path folder) {
            // What this user creates belongs to it already.
        }

        @Override
        public String describe() {
            return "the current user";
        }
    }

    /**
     * Still root for the kernel's checks of file owners, yet in a user namespace that maps nobody:
     * the programs see the same foreign number as their own user and as the owner of root's files.
     * Root's powers are gone: a folder that root itself could not enter by its permission bits is
     * closed.
     */
    record UserNamespace() implements Privileges {

        @Override
        public List<String> wrap(List<String> command) {
            return concat(List.of("unshare", "--user", "--"), command);
        }

        @Override
        public void handOver(Path folder) throws IOException {
            FileTree.changeOwner(folder, 0, 0);
        }

        @Override
        public String describe() {
            return "root in a user namespace (unshare)";
        }
    }

    /** As an account without privileges. */
    record Account(String name, int uid, int gid) implements Privileges {

        @Override
        public List<String> wrap(List<String> command) {
            List<String> prefix =
                    List.of(
                            "setpriv",
                            "--reuid",
                            Integer.toString(uid),
                            "--regid",
                            Integer.toString(gid),
                            "--clear-groups",
                            "--");
            return concat(prefix, command);
        }

        @Override
        public void handOver(Path folder) throws IOException {
            FileTree.changeOwner(folder, uid, gid);
        }

        @Override
        public String describe() {
            return "the account " + name + " (setpriv)";
        }
    }

    private static List<String> concat(List<String> prefix, List<String> command) {
        return Stream.concat(prefix.stream(), command.stream()).toList();
    }
}
