package dev.keel.venues.simulator.terminal;

import dev.keel.venues.simulator.WireFault;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks commands over, carries them out, and tells what became of them. */
record Commands(Advisor advisor) {
    void carryOut(Map<String, Object> command, long seq, @Nullable WireFault fault)
            throws IOException {
        advisor.mischief.dieIf(Step.BEFORE_SENDING);
        Errand errand = new Errand(advisor, command, seq);
        String code = refused(command, seq);
        if (code.isEmpty() && fault == WireFault.VENUE_LATE) {
            code = "ea:expired";
        }
        if (code.isEmpty()) {
            trick(fault);
            code = send(errand);
        }
        tell(seq, errand.result(ended(errand, code)), fault);
    }

    private Map<String, Object> ended(Errand errand, String code) throws IOException {
        Map<String, Object> end = errand.end(code);
        advisor.mischief.dieIf(Step.AFTER_END);
        return end;
    }

    private void trick(@Nullable WireFault fault) {
        Codes codes = advisor.broker.codes;
        if (fault == WireFault.VENUE_UNKNOWN) {
            advisor.mischief.tricks.add(new Mischief.Trick(codes.timeOut(), true, null));
        } else if (fault == WireFault.VENUE_REFUSES) {
            advisor.mischief.tricks.add(new Mischief.Trick(codes.noMoney(), false, null));
        } else if (fault == WireFault.VENUE_UNLISTED_CODE) {
            advisor.mischief.tricks.add(new Mischief.Trick(codes.unlisted(), true, null));
        }
    }

    private void tell(long seq, List<Map<String, Object>> result, @Nullable WireFault fault)
            throws IOException {
        Path file = advisor.root.resolve("res").resolve("%012d.msg".formatted(seq));
        boolean isLost = fault == WireFault.DROPPED_AFTER || fault == WireFault.HANGS_AFTER;
        if (fault == WireFault.CUT_BODY || fault == WireFault.STALLED_BODY) {
            advisor.wire.writeHalf(file, result);
        } else if (fault == WireFault.EMPTY_BODY) {
            Files.write(file, new byte[0]);
        } else if (!isLost) {
            advisor.wire.write(file, result);
        }
    }

    private String refused(Map<String, Object> command, long seq) {
        boolean isForm = "cmd".equals(command.get("type")) && Wire.number(command, "seq") == seq;
        if (!isForm) {
            return "ea:form";
        }
        boolean isOurs =
                Wire.number(command, "login") == advisor.terms().login()
                        && advisor.terms().server().equals(command.get("server"));
        if (!isOurs) {
            return "ea:account";
        }
        return late(command);
    }

    private String late(Map<String, Object> command) {
        long server = advisor.serverTime();
        long gmt = advisor.gmt();
        if (server < Wire.number(command, "notBefore")
                || gmt < Wire.number(command, "gmtNotBefore")) {
            return "ea:early";
        }
        if (server > Wire.number(command, "notAfter")
                || gmt > Wire.number(command, "gmtNotAfter")) {
            return "ea:expired";
        }
        if (Wire.text(command, "op").equals("NOP")) {
            return "ea:nop";
        }
        if (!advisor.mischief.isAllowed) {
            return "ea:disabled";
        }
        return advisor.mischief.isConnected ? "" : "ea:offline";
    }

    private String send(Errand errand) throws IOException {
        Map<String, Object> command = errand.command();
        return switch (Wire.text(command, "op")) {
            case "NEW" -> {
                Symbol symbol = advisor.broker.symbols.get(Wire.text(command, "symbol"));
                yield symbol == null ? "ea:symbol" : new Placing(advisor, errand, symbol).run();
            }
            case "PROTECT" -> new Protecting(advisor, errand).run();
            case "CANCEL" -> {
                long ticket = Wire.number(command, "ticket");
                yield errand.send(
                        new Leg(ticket, BigDecimal.ZERO), () -> advisor.broker.delete(ticket));
            }
            default -> "ea:form";
        };
    }
}
