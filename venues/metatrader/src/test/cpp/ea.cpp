// The core of the Expert Advisor, really run: "check" runs its own checks, "run" serves a mailbox until its input ends.
#include <poll.h>

#include "broker.h"

static int failures = 0, checks = 0;

static void holds(bool condition, const char *what) {
    checks++;
    printf("%s %d - %s\n", condition ? "ok" : "not ok", checks, what);
    failures += condition ? 0 : 1;
}

static void checkHash() {
    DynArray<uchar> none, hash, key;
    KeelSha256(none, hash);
    holds(KeelHex(hash) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "SHA-256 of nothing");
    KeelBytes("abc", none);
    KeelSha256(none, hash);
    holds(KeelHex(hash) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "SHA-256 of abc");
    string million;
    million.s = std::u16string(1000, u'a');
    KeelBytes(million, none);
    KeelSha256(none, hash);
    holds(KeelHex(hash) == "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3", "SHA-256 of 1,000 a");
    holds(KeelUnhex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", key), "a key is read");
    holds(KeelMac(key, "{\"type\":\"ping\"}") == "40bd59f52585d224d2cf6eb938af9583e7c3b42859a2c0e35e70ccae5f3a057e",
          "the MAC of the protocol's vector");
    holds(!KeelUnhex("0g", key) && !KeelUnhex("", key) && !KeelUnhex("abc", key), "what is no key is refused");
}

static void checkJson() {
    KeelFields f;
    holds(f.parse("{\"a\":\"x\\\"\\\\\\u00e9\",\"b\":-12}"), "an object is read");
    holds(StringLen(f.text("a")) == 4 && StringGetCharacter(f.text("a"), 3) == 0xe9, "escapes are read");
    holds(f.integer("b") == -12 && f.text("b") == "" && f.integer("c") == 0, "types are kept apart");
    for (const char *bad : {"", "{", "{}x", "{\"a\":1,}", "{\"a\":1,\"a\":2}", "{\"a\":true}", "{\"a\":1.5}", "{\"a\":[]}",
                            "{\"a\":{}}", "{\"a\":\"\\n\"}", "{\"a\": 1}", "{\"a\":1234567890123456789}", "{\"a\":\"x}"})
        holds(!f.parse(bad), bad);
    KeelJson json;
    string odd = string(u"\u00e9\"\\\u0007");
    json.text("t", odd);
    json.integer("n", -999999999999999999);
    holds(f.parse(json.line()) && f.text("t") == odd && f.integer("n") == -999999999999999999, "what is written is read");
    holds(KeelIsDecimal("0.01") && KeelIsDecimal("5") && !KeelIsDecimal(".5") && !KeelIsDecimal("5.") &&
              !KeelIsDecimal("-1") && !KeelIsDecimal("1e5") && !KeelIsDecimal(""),
          "decimals are told from what is none");
}

static int check() {
    checkHash();
    checkJson();
    printf("1..%d\n", checks);
    return failures == 0 ? 0 : 1;
}

// run ROOT KEYFILE [die POINT N] [say CODE] [full]: the key is in a file, since a process's arguments are for all to see.
static int run(int argc, char **argv) {
    shim().root = argv[2];
    std::ifstream keyFile(argv[3]);
    std::string key;
    keyFile >> key;
    MadeUpTerminal terminal;
    int count = 0, deadMan = 0;
    double maxLots = 0;
    for (int i = 4; i + 1 < argc; i++) {
        std::string option = argv[i];
        if (option == "say") terminal.says = argv[i + 1];
        if (option == "offline") terminal.connected = false;
        if (option == "forbidden") terminal.allowed = false;
        if (option == "clock") terminal.shift = atol(argv[i + 1]);
        if (option == "lots") maxLots = atof(argv[i + 1]);
        if (option == "deadman") deadMan = atoi(argv[i + 1]);
        if (option == "full") {
            int after = atoi(argv[i + 1]);
            shim().fails = [after, &count](const std::string &file) {
                return file.find("journal.log") != std::string::npos && ++count > after;
            };
        }
        if (option == "die") {
            std::string point = argv[i + 1];
            int n = atoi(argv[i + 2]);
            auto die = [n, &count](const std::string &file) {
                if (file.find("journal.log") != std::string::npos && ++count == n) _exit(9);
            };
            if (point == "before") shim().beforeWrite = die;
            if (point == "after") shim().afterFlush = die;
            if (point == "sent") terminal.onDone = [] { _exit(9); };
        }
    }
    terminal.load(shim().root + "/broker.txt");
    KeelCore core;
    string wrong = core.start(key.c_str(), maxLots, 0, "", deadMan, terminal);
    if (wrong != "") {
        fprintf(stderr, "%s\n", wrong.narrow().c_str());
        return 2;
    }
    printf("ready\n");
    fflush(stdout);
    pollfd input = {0, POLLIN, 0};
    while (poll(&input, 1, 2) == 0) core.turn(terminal);
    core.stop();
    return 0;
}

int main(int argc, char **argv) {
    if (argc > 3 && std::string(argv[1]) == "run") return run(argc, argv);
    return check();
}
