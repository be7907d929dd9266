// A terminal with a made-up broker behind it, for the core. What the broker holds is on disk: it outlives the terminal.
#pragma once

#include <time.h>

#include <fstream>
#include <sstream>

#include "Keel/Core.mqh"

struct Held {
    long ticket = 0, magic = 0, at = 0;
    std::string symbol, side, kind, volume, price, sl = "0", tp = "0", comment;
    bool pending = false, open = true;
    // Of a position that was closed: when, and by which order.
    long endedAt = 0, endMagic = 0;
    std::string endComment;
};

class MadeUpTerminal : public KeelTerminal {
public:
    std::string file;
    std::vector<Held> all;
    long account = 4711, offset = 7200000, shift = 0;
    bool connected = true, allowed = true;
    // What the platform says to the next request instead of doing it; empty: it does it.
    std::string says;
    // Called when the broker has done it and the terminal has not heard so.
    std::function<void()> onDone;
    int sent = 0;

    static long now() {
        timespec t;
        clock_gettime(CLOCK_REALTIME, &t);
        return t.tv_sec * 1000 + t.tv_nsec / 1000000;
    }
    void load(const std::string &name) {
        file = name;
        std::ifstream in(name);
        std::string line;
        while (std::getline(in, line)) apply(line);
    }
    void record(const std::string &line) {
        std::ofstream out(file, std::ios::app);
        out << line << std::endl;
        apply(line);
    }
    void apply(const std::string &line) {
        std::istringstream in(line);
        std::string what;
        in >> what;
        if (what == "OPEN" || what == "PEND") {
            Held h;
            in >> h.ticket >> h.symbol >> h.side >> h.kind >> h.volume >> h.price >> h.magic >> h.at >> h.comment;
            h.pending = what == "PEND";
            all.push_back(h);
        } else if (what == "END") {
            long ticket, at = 0, magic = 0;
            std::string comment;
            in >> ticket >> at >> magic >> comment;
            for (Held &h : all)
                if (h.ticket == ticket) {
                    h.open = false;
                    h.endedAt = at;
                    h.endMagic = magic;
                    h.endComment = comment;
                }
        } else if (what == "LEVEL") {
            long ticket;
            std::string which, price;
            in >> ticket >> which >> price;
            for (Held &h : all)
                if (h.ticket == ticket) (which == "sl" ? h.sl : h.tp) = price;
        }
    }
    Held *find(long ticket) {
        for (Held &h : all)
            if (h.ticket == ticket && h.open) return &h;
        return nullptr;
    }

    long serverTime() override { return now() + offset + shift; }
    long gmt() override { return now() + shift; }
    long ticks() override {
        timespec t;
        clock_gettime(CLOCK_MONOTONIC, &t);
        return t.tv_sec * 1000 + t.tv_nsec / 1000000;
    }
    bool isConnected() override { return connected; }
    long login() override { return account; }
    string server() override { return "Local-Demo"; }
    bool mayTrade() override { return allowed; }
    void permissions(KeelJson &json) override {
        for (const char *name : {"terminalTrade", "eaTrade", "accountTrade", "accountEaTrade"})
            json.integer(name, allowed ? 1 : 0);
    }
    void identity(KeelJson &json) override {
        json.text("platform", "mt5");
        json.integer("build", 4000);
        json.text("company", "Made up");
        json.text("terminal", "C++");
        json.text("currency", "USD");
        json.text("mode", "hedging");
        json.integer("demo", 1);
        json.integer("leverage", 100);
    }
    void money(KeelJson &json) override {
        for (const char *name : {"balance", "equity", "freeMargin"}) json.text(name, "10000.00");
        for (const char *name : {"credit", "margin"}) json.text(name, "0");
        json.text("currency", "USD");
    }
    bool knowsSymbol(string symbol) override { return symbol == "EURUSD"; }
    bool isOpen(long ticket) override {
        Held *h = find(ticket);
        return h && !h->pending;
    }
    bool isAt(long ticket, string which, string price) override {
        Held *h = find(ticket);
        return h && atof((which == "sl" ? h->sl : h->tp).c_str()) == atof(price.narrow().c_str());
    }
    int ownOrders() override {
        int count = 0;
        for (Held &h : all) count += h.open ? 1 : 0;
        return count;
    }
    bool isSuccess(string, string code) override { return code == "10009" || code == "10008"; }
    void send(KeelRequest &request, KeelResult &result) override {
        sent++;
        if (!says.empty()) {
            result.code = string(says.c_str());
            return;
        }
        long ticket = (long)all.size() + 1001;
        std::string op = request.op.narrow();
        std::ostringstream line;
        if (op == "NEW") {
            bool pending = request.kind != "market";
            line << (pending ? "PEND " : "OPEN ") << ticket << " " << request.symbol.narrow() << " "
                 << request.side.narrow() << " " << request.kind.narrow() << " " << request.volume.narrow() << " "
                 << (pending ? request.price.narrow() : "1.10000") << " " << request.magic << " " << serverTime()
                 << " " << request.comment.narrow();
            result.order = ticket;
            result.volume = request.volume;
        } else if (op == "PROTECT") {
            line << "LEVEL " << request.ticket << " " << request.which.narrow() << " " << request.price.narrow();
        } else if (op == "CLOSE") {
            line << "END " << request.ticket << " " << serverTime() << " " << request.magic << " "
                 << request.comment.narrow();
            result.order = request.ticket + 300000;
            result.volume = request.volume;
        } else {
            line << "END " << request.ticket;
        }
        record(line.str());
        if (onDone) onDone();
        result.code = op == "NEW" && request.kind != "market" ? "10008" : "10009";
        result.words = "done";
        result.price = "1.10000";
    }
    void row(Held &h, KeelLines &rows) {
        KeelJson json;
        json.text("row", h.pending ? "order" : "position");
        json.integer("ticket", h.ticket);
        json.integer("id", h.ticket);
        json.text("symbol", h.symbol.c_str());
        json.text("side", h.side.c_str());
        if (h.pending) {
            json.text("kind", h.kind.c_str());
            json.text("left", h.volume.c_str());
            json.text("limit", "0");
            json.integer("expires", 0);
            json.integer("state", 1);
            json.integer("position", 0);
        } else {
            for (const char *name : {"profit", "swap", "commission"}) json.text(name, "0");
        }
        json.text("volume", h.volume.c_str());
        json.text("price", h.price.c_str());
        json.text("sl", h.sl.c_str());
        json.text("tp", h.tp.c_str());
        json.integer("magic", h.magic);
        json.text("comment", h.comment.c_str());
        json.integer("at", h.at);
        rows.add(json.line());
    }
    void positions(KeelLines &rows) override {
        for (Held &h : all)
            if (h.open && !h.pending) row(h, rows);
    }
    void orders(KeelLines &rows) override {
        for (Held &h : all)
            if (h.open && h.pending) row(h, rows);
    }
    void deal(Held &h, bool in, KeelLines &rows) {
        KeelJson json;
        json.text("row", "deal");
        json.integer("ticket", h.ticket + (in ? 100000 : 200000));
        json.integer("order", in ? h.ticket : h.ticket + 300000);
        json.integer("position", h.ticket);
        json.text("symbol", h.symbol.c_str());
        json.text("side", (h.side == "buy") == in ? "buy" : "sell");
        json.text("entry", in ? "in" : "out");
        json.text("reason", "expert");
        json.text("volume", h.volume.c_str());
        json.text("price", h.price.c_str());
        for (const char *name : {"profit", "swap", "commission"}) json.text(name, "0");
        json.integer("magic", in ? h.magic : h.endMagic);
        json.text("comment", (in ? h.comment : h.endComment).c_str());
        json.integer("at", in ? h.at : h.endedAt);
        rows.add(json.line());
    }
    void history(long from, KeelLines &rows) override {
        for (Held &h : all) {
            if (h.pending) continue;
            if (h.at >= from) deal(h, true, rows);
            if (!h.open && h.endedAt >= from) deal(h, false, rows);
        }
    }
    void symbols(string names, KeelLines &rows) override {
        if (names != "" && StringFind("," + names + ",", ",EURUSD,") < 0) return;
        KeelJson json;
        json.text("row", "symbol");
        json.text("name", "EURUSD");
        json.text("description", "Euro in US dollars");
        json.integer("digits", 5);
        const char *texts[][2] = {{"point", "0.00001"},     {"tickSize", "0.00001"}, {"tickValue", "1"},
                                  {"contractSize", "100000"}, {"volumeMin", "0.01"},   {"volumeMax", "100"},
                                  {"volumeStep", "0.01"},     {"volumeLimit", "0"},    {"base", "EUR"},
                                  {"profit", "USD"},          {"margin", "EUR"},       {"bid", "1.09990"},
                                  {"ask", "1.10000"}};
        for (auto &text : texts) json.text(text[0], text[1]);
        const char *numbers[][2] = {{"stopsLevel", "0"}, {"freezeLevel", "0"}, {"filling", "3"}, {"execution", "2"},
                                    {"trade", "4"},      {"calc", "0"},        {"orders", "15"}};
        for (auto &number : numbers) json.raw(number[0], number[1]);
        json.integer("time", serverTime());
        rows.add(json.line());
    }
    void pendings(REF(long, tickets), REF(long, magics)) override {
        for (Held &h : all)
            if (h.open && h.pending) {
                tickets.v.push_back(h.ticket);
                magics.v.push_back(h.magic);
            }
    }
};
