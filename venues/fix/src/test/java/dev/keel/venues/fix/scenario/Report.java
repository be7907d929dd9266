package dev.keel.venues.fix.scenario;

import dev.keel.venues.fix.transport.FixMessage;
import dev.keel.venues.fix.transport.FixVersion;
import java.util.Map;
import java.util.TreeMap;

/** An execution report in the making, in the words of its version. */
final class Report {
    private final FixVersion version;
    private final Map<Integer, String> fields = new TreeMap<>();

    Report(FixVersion version) {
        this.version = version;
        fields.put(60, "20260304-10:00:00.000");
        fields.put(55, "TEST");
        fields.put(54, "1");
        fields.put(38, "10");
        fields.put(37, "V1");
        fields.put(14, "0");
        fields.put(6, "0");
    }

    Report with(int tag, String value) {
        fields.put(tag, value);
        return this;
    }

    Report without(int tag) {
        fields.remove(tag);
        return this;
    }

    /** Something that happened: ExecType and OrdStatus. */
    Report happened(String execType, String status) {
        fields.put(150, execType);
        fields.put(39, status);
        if (version == FixVersion.FIX42) {
            fields.putIfAbsent(20, "0");
        }
        return this;
    }

    Report cum(String total) {
        return with(14, total);
    }

    Report exec(String id) {
        return with(17, id);
    }

    /** A fill: 150=1 or 2 in 4.2, F later. */
    Report fill(String exec, String quantity, String price, String total, String status) {
        exec(exec).cum(total).with(32, quantity).with(31, price);
        if (version != FixVersion.FIX42) {
            return happened("F", status);
        }
        return happened(status.equals("2") ? "2" : "1", status);
    }

    /** A trade that is taken back: 20=1 in 4.2, 150=H later. */
    Report bust(String exec, String reference, String total, String status) {
        exec(exec).cum(total).with(19, reference);
        if (version != FixVersion.FIX42) {
            return happened("H", status);
        }
        return with(20, "1").happened(status, status);
    }

    /** A trade that is corrected: 20=2 in 4.2, 150=G later. */
    Report correct(
            String exec,
            String reference,
            String quantity,
            String price,
            String total,
            String status) {
        exec(exec).cum(total).with(19, reference).with(32, quantity).with(31, price);
        if (version != FixVersion.FIX42) {
            return happened("G", status);
        }
        return with(20, "2").happened(status, status);
    }

    /** An order's status: 20=3 in 4.2, 150=I later. */
    Report status(String status, String total) {
        exec("0").cum(total);
        if (version != FixVersion.FIX42) {
            return happened("I", status);
        }
        return with(20, "3").happened(status, status);
    }

    FixMessage message() {
        FixMessage message = FixMessage.of("8");
        for (Map.Entry<Integer, String> field : fields.entrySet()) {
            message = message.with(field.getKey(), field.getValue());
        }
        return message;
    }
}
