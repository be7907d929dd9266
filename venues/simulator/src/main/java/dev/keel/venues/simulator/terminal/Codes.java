package dev.keel.venues.simulator.terminal;

/** What each platform calls the same thing. */
record Codes(boolean isPool) {
    String done() {
        return isPool ? "0" : "10009";
    }

    String placed() {
        return isPool ? "0" : "10008";
    }

    String partial() {
        return isPool ? "0" : "10010";
    }

    String noMoney() {
        return isPool ? "134" : "10019";
    }

    String timeOut() {
        return isPool ? "128" : "10012";
    }

    String noConnection() {
        return isPool ? "6" : "10031";
    }

    String requote() {
        return isPool ? "138" : "10004";
    }

    String badVolume() {
        return isPool ? "131" : "10014";
    }

    String badPrice() {
        return isPool ? "129" : "10015";
    }

    String badStops() {
        return isPool ? "130" : "10016";
    }

    String disabled() {
        return isPool ? "133" : "10017";
    }

    String badFilling() {
        return isPool ? "3" : "10030";
    }

    String gone() {
        return isPool ? "4108" : "10036";
    }

    String noChanges() {
        return isPool ? "1" : "10025";
    }

    String unlisted() {
        return isPool ? "4999" : "10999";
    }
}
