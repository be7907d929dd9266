package dev.keel.server.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * {@code keel}: the root of all commands. Alone it prints its help.
 *
 * <p>It decides for all of them what an error looks like: one line {@code keel: ...} on standard
 * error, no stack trace.
 */
@Command(
        name = "keel",
        description = "A self-hosted trading platform for many accounts at many brokers.",
        mixinStandardHelpOptions = true,
        versionProvider = KeelCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n")
public final class KeelCommand implements Runnable {

    @Spec private CommandSpec spec;

    private KeelCommand() {}

    /**
     * Puts the command line together.
     *
     * @param commands objects annotated with {@link Command}, or command lines made of them; each
     *     under the name it gives itself
     */
    public static CommandLine commandLine(Object... commands) {
        CommandLine root = new CommandLine(new KeelCommand());
        for (Object command : commands) {
            root.addSubcommand(command);
        }
        root.setParameterExceptionHandler(KeelCommand::typedWrongly);
        root.setExecutionExceptionHandler(KeelCommand::failed);
        return root;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int typedWrongly(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        String help = command.getCommandSpec().qualifiedName() + " --help";
        complain(command, unknownCommand(wrong).orElse(message(wrong)) + "; see " + help);
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static int failed(Exception failure, CommandLine command, ParseResult parsed) {
        complain(command, message(failure));
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    private static Optional<String> unknownCommand(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        if (!(wrong instanceof UnmatchedArgumentException unmatched)
                || command.getSubcommands().isEmpty()) {
            return Optional.empty();
        }
        List<String> words = unmatched.getUnmatched();
        return words.isEmpty() || words.getFirst().startsWith("-")
                ? Optional.empty()
                : Optional.of(
                        "command '"
                                + words.getFirst()
                                + "' is unknown, known are "
                                + command.getSubcommands().keySet());
    }

    private static void complain(CommandLine command, String message) {
        command.getErr().println("keel: " + oneLine(message));
        command.getErr().flush();
    }

    /** An exception without a message is a bug, and then its type is what helps to find it. */
    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.toString() : message;
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
    }

    /** The version that the jar was built as. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = KeelCommand.class.getPackage().getImplementationVersion();
            return new String[] {"keel " + (version == null ? "from sources" : version)};
        }
    }
}
