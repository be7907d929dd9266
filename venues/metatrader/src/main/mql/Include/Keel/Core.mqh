//+------------------------------------------------------------------+
//| The Expert Advisor of Keel, but for what is the platform's: it   |
//| takes commands in their order, answers questions, and shows what |
//| is there. docs/metatrader-protocol.md is the contract.           |
//+------------------------------------------------------------------+
#ifndef KEEL_CORE
#define KEEL_CORE

#include "Commands.mqh"
#include "Events.mqh"

#define KEEL_VERSION "1.0"

const int KEEL_PROTOCOL = 1;
const int KEEL_COMMANDS_A_TURN = 20;
const long KEEL_PATIENCE = 2000;
const long KEEL_SNAP_EVERY = 1000;

class KeelCore
  {
private:
   DYN(uchar, m_key);
   string            m_folder;
   int               m_lock;
   bool              m_running;
   long              m_epoch;
   long              m_snaps;
   long              m_links;
   bool              m_wasConnected;
   long              m_snapAt;
   bool              m_traded;
   string            m_wrongFile;
   long              m_wrongSince;
   string            m_hello;
   string            m_ack;
   long              m_ackAt;
   bool              m_deadManDone;
   int               m_deadMan;
   int               m_positions;
   int               m_orders;
   KeelCaps          m_caps;
   KeelJournal       m_journal;
   KeelCommands      m_commands;
   KeelEvents        m_events;

   void              head(KeelJson &json, string type, KeelTerminal &terminal)
     {
      json.text("type", type);
      json.integer("epoch", m_epoch);
      json.integer("serverTime", terminal.serverTime());
      json.integer("gmt", terminal.gmt());
     }
   void              startLine(KeelTerminal &terminal)
     {
      KeelJson json;
      json.text("type", "journal");
      json.text("state", "START");
      json.integer("epoch", m_epoch);
      json.integer("gmt", terminal.gmt());
      json.integer("login", terminal.login());
      json.text("server", terminal.server());
      json.text("ea", KEEL_VERSION);
      m_journal.write(json.line());
     }
   //--- written when something in it has changed, its times aside
   void              hello(KeelTerminal &terminal)
     {
      KeelJson json;
      json.text("type", "hello");
      json.integer("protocol", KEEL_PROTOCOL);
      json.text("ea", KEEL_VERSION);
      terminal.identity(json);
      json.integer("login", terminal.login());
      json.text("server", terminal.server());
      json.integer("epoch", m_epoch);
      terminal.permissions(json);
      json.text("maxLots", DoubleToString(m_caps.maxLots, 8));
      json.integer("maxOrders", m_caps.maxOrders);
      json.text("symbols", m_caps.symbols);
      json.integer("deadMan", m_deadMan);
      string lasting = json.line();
      if(lasting == m_hello)
         return;
      json.integer("lastSeq", m_journal.latest.seq);
      json.integer("serverTime", terminal.serverTime());
      json.integer("gmt", terminal.gmt());
      if(KeelSend(m_key, m_folder + "hello.msg", json.line() + "\n"))
         m_hello = lasting;
     }
   void              snapHead(KeelJson &json, KeelTerminal &terminal)
     {
      json.integer("n", m_snaps);
      json.integer("connected", terminal.isConnected() ? 1 : 0);
      json.integer("links", m_links);
      terminal.permissions(json);
      json.integer("login", terminal.login());
      json.text("server", terminal.server());
      json.integer("lastSeq", m_journal.latest.seq);
      json.integer("evt", m_events.latest());
      terminal.money(json);
     }
   void              snap(KeelTerminal &terminal)
     {
      bool isConnected = terminal.isConnected();
      if(m_wasConnected && !isConnected)
         m_links++;
      m_wasConnected = isConnected;
      bool isDue = terminal.ticks() - m_snapAt >= KEEL_SNAP_EVERY;
      if(!isDue && !m_traded)
         return;
      m_events.look(terminal);
      KeelLines positions;
      KeelLines orders;
      terminal.positions(positions);
      terminal.orders(orders);
      m_snaps++;
      KeelJson json;
      head(json, "snap", terminal);
      snapHead(json, terminal);
      json.integer("positions", positions.count());
      json.integer("orders", orders.count());
      string text = json.line() + "\n";
      positions.join(text);
      orders.join(text);
      KeelSend(m_key, m_folder + "snap.msg", text);
      m_snapAt = terminal.ticks();
      m_traded = false;
     }
   //--- whether a file that cannot be trusted has been so for long enough to be refused
   bool              isWrongForLong(string name, KeelTerminal &terminal)
     {
      if(m_wrongFile != name)
        {
         m_wrongFile = name;
         m_wrongSince = terminal.ticks();
        }
      return(terminal.ticks() - m_wrongSince >= KEEL_PATIENCE);
     }
   void              result(long seq)
     {
      KeelFields end;
      if(!m_journal.latest.ended || m_journal.latest.seq != seq || !end.parse(m_journal.latest.end))
         return;
      KeelJson json;
      json.text("type", "res");
      json.integer("epoch", m_epoch);
      end.copyTo(json, "type", "state");
      string text = json.line() + "\n";
      for(int i = 0; i < m_journal.latest.done; i++)
        {
         KeelFields done;
         KeelJson row;
         if(done.parse(m_journal.latest.dones[i]))
           {
            row.text("row", "leg");
            done.copyTo(row, "type", "state");
            text = text + row.line() + "\n";
           }
        }
      if(KeelSend(m_key, m_folder + "res\\" + KeelPadded(seq, 12) + ".msg", text))
         FileDelete(m_folder + "cmd\\" + KeelPadded(seq, 12) + ".msg");
     }
   //--- the next command, if it is there; false if there is none to be carried out now
   bool              command(KeelTerminal &terminal)
     {
      long seq = m_journal.latest.seq + 1;
      string name = m_folder + "cmd\\" + KeelPadded(seq, 12) + ".msg";
      if(!FileIsExist(name, 0))
         return(false);
      string lines;
      int state = KeelReceive(m_key, name, lines);
      if(state <= 0 && !isWrongForLong(name, terminal))
         return(false);
      m_wrongFile = "";
      m_commands.take(KeelFirstLine(lines), state == 1, seq, terminal, m_caps, m_journal);
      if(!m_journal.latest.ended || m_journal.latest.seq != seq)
         return(false);
      m_traded = true;
      result(seq);
      return(true);
     }
   //--- files whose command is behind are left from a lost connection
   void              sweep()
     {
      string found;
      long search = FileFindFirst(m_folder + "cmd\\*.msg", found, 0);
      if(search == INVALID_HANDLE)
         return;
      do
        {
         long seq = StringToInteger(StringSubstr(found, 0, StringLen(found) - 4));
         if(seq > 0 && seq < m_journal.latest.seq)
            FileDelete(m_folder + "cmd\\" + found);
        }
      while(FileFindNext(search, found));
      FileFindClose(search);
     }
   string            answerRows(KeelFields &ask, KeelLines &rows, KeelTerminal &terminal)
     {
      string op = ask.text("op");
      if(op == "PING")
         return("ok");
      if(op == "STATE")
        {
         terminal.positions(rows);
         m_positions = rows.count();
         terminal.orders(rows);
         m_orders = rows.count() - m_positions;
         terminal.history(ask.integer("from"), rows);
         return("ok");
        }
      if(op == "SYMBOLS")
        {
         terminal.symbols(ask.text("names"), rows);
         return("ok");
        }
      if(op == "SUBSCRIBE")
        {
         terminal.subscribe(ask.text("names"));
         return("ok");
        }
      if(op == "BARS")
         return(terminal.bars(ask.text("symbol"), ask.integer("minutes"), ask.integer("from"), ask.integer("count"), rows));
      return("ea:form");
     }
   void              answer(KeelFields &ask, KeelTerminal &terminal)
     {
      KeelLines rows;
      string code = "ea:account";
      if(ask.integer("login") == terminal.login() && ask.text("server") == terminal.server())
         code = answerRows(ask, rows, terminal);
      KeelJson json;
      head(json, "ans", terminal);
      json.integer("id", ask.integer("id"));
      json.text("op", ask.text("op"));
      json.text("code", code);
      json.text("words", "");
      json.integer("rows", rows.count());
      if(ask.text("op") == "STATE" && code == "ok")
        {
         snapHead(json, terminal);
         json.integer("positions", m_positions);
         json.integer("orders", m_orders);
        }
      string text = json.line() + "\n";
      rows.join(text);
      KeelSend(m_key, m_folder + "ans\\" + KeelPadded(ask.integer("id"), 12) + ".msg", text);
     }
   void              question(KeelTerminal &terminal)
     {
      string found;
      long search = FileFindFirst(m_folder + "ask\\*.msg", found, 0);
      if(search == INVALID_HANDLE)
         return;
      FileFindClose(search);
      string name = m_folder + "ask\\" + found;
      string lines;
      int state = KeelReceive(m_key, name, lines);
      if(state <= 0)
        {
         if(isWrongForLong(name, terminal))
            FileDelete(name);
         return;
        }
      KeelFields ask;
      bool isRead = ask.parse(KeelFirstLine(lines)) && ask.text("type") == "ask"
                    && KeelPadded(ask.integer("id"), 12) + ".msg" == found;
      if(isRead && terminal.gmt() <= ask.integer("gmtNotAfter"))
         answer(ask, terminal);
      FileDelete(name);
     }
   void              heartbeat(KeelTerminal &terminal)
     {
      string lines;
      if(KeelReceive(m_key, m_folder + "ack.msg", lines) == 1 && lines != m_ack)
        {
         KeelFields ack;
         m_ack = lines;
         m_ackAt = terminal.ticks();
         m_deadManDone = false;
         if(ack.parse(KeelFirstLine(lines)) && ack.text("type") == "ack" && ack.integer("epoch") == m_epoch)
            m_events.acknowledged(ack.integer("n"));
        }
      bool isSilent = m_deadMan > 0 && terminal.ticks() - m_ackAt >= (long)m_deadMan * 1000;
      if(isSilent && !m_deadManDone)
        {
         m_deadManDone = true;
         cancelPendings(terminal);
        }
     }
   //--- Keel has fallen silent: what it left pending is withdrawn, positions keep their stops
   void              cancelPendings(KeelTerminal &terminal)
     {
      DYN(long, tickets);
      DYN(long, magics);
      terminal.pendings(tickets, magics);
      for(int i = 0; i < ArraySize(tickets); i++)
        {
         if(!m_journal.isOurs(magics[i]))
            continue;
         KeelRequest request;
         KeelResult answer;
         request.op = "CANCEL";
         request.ticket = tickets[i];
         request.magic = magics[i];
         if(!m_journal.write(deadManLine("SENDING", request, answer, terminal)))
            return;
         terminal.send(request, answer);
         m_journal.write(deadManLine("DONE", request, answer, terminal));
        }
      m_traded = true;
     }
   string            deadManLine(string state, KeelRequest &request, KeelResult &answer, KeelTerminal &terminal)
     {
      KeelJson json;
      json.text("type", "journal");
      json.text("state", state);
      json.integer("seq", 0);
      json.integer("leg", 1);
      json.text("op", "CANCEL");
      json.integer("magic", request.magic);
      json.integer("ticket", request.ticket);
      if(state == "DONE")
        {
         json.text("code", answer.code);
         json.text("words", answer.words);
        }
      json.integer("at", terminal.serverTime());
      json.integer("gmt", terminal.gmt());
      return(json.line());
     }

public:
                     KeelCore()
     {
      m_folder = "";
      m_lock = INVALID_HANDLE;
      m_running = false;
      m_epoch = 0;
      m_snaps = 0;
      m_links = 0;
      m_wasConnected = false;
      m_snapAt = 0;
      m_traded = true;
      m_wrongFile = "";
      m_wrongSince = 0;
      m_hello = "";
      m_ack = "";
      m_ackAt = 0;
      m_deadManDone = false;
      m_deadMan = 0;
      m_positions = 0;
      m_orders = 0;
     }
   //--- empty if it works now, else why not
   string            start(string pairingKey, double maxLots, int maxOrders, string symbols, int deadMan,
                           KeelTerminal &terminal)
     {
      if(StringLen(pairingKey) != 64 || !KeelUnhex(pairingKey, m_key))
         return("PairingKey must be the 64 digits that Keel showed");
      m_caps.maxLots = maxLots;
      m_caps.maxOrders = maxOrders;
      m_caps.symbols = symbols;
      m_deadMan = deadMan;
      m_folder = "Keel\\" + IntegerToString(terminal.login()) + "\\";
      FolderCreate("Keel");
      FolderCreate("Keel\\" + IntegerToString(terminal.login()));
      FolderCreate(m_folder + "cmd");
      FolderCreate(m_folder + "res");
      FolderCreate(m_folder + "ask");
      FolderCreate(m_folder + "ans");
      FolderCreate(m_folder + "evt");
      FolderCreate(m_folder + "ticks");
      m_lock = FileOpen(m_folder + "ea.lock", FILE_WRITE | FILE_BIN);
      if(m_lock == INVALID_HANDLE)
         return("another Expert Advisor of Keel works for this account already");
      if(!m_journal.open(m_key, m_folder + "journal.log"))
         return("journal.log cannot be read or written");
      m_epoch = terminal.gmt();
      if(m_epoch <= m_journal.latestEpoch())
         m_epoch = m_journal.latestEpoch() + 1;
      startLine(terminal);
      m_commands.recover(terminal, m_journal);
      if(m_journal.latest.seq > 0 && FileIsExist(m_folder + "cmd\\" + KeelPadded(m_journal.latest.seq, 12) + ".msg", 0))
         result(m_journal.latest.seq);
      m_events.start(m_key, m_folder, m_epoch);
      m_ackAt = terminal.ticks();
      m_running = true;
      hello(terminal);
      return("");
     }
   //--- something traded: a snap is due
   void              traded() { m_traded = true; }
   //--- what is to be done now; called by a timer and by every tick
   void              turn(KeelTerminal &terminal)
     {
      if(!m_running)
         return;
      sweep();
      int taken = 0;
      while(taken < KEEL_COMMANDS_A_TURN && command(terminal))
         taken++;
      question(terminal);
      heartbeat(terminal);
      hello(terminal);
      snap(terminal);
      m_events.takeTicks(terminal);
     }
   void              stop()
     {
      m_running = false;
      m_events.close();
      m_journal.close();
      if(m_lock != INVALID_HANDLE)
         FileClose(m_lock);
      m_lock = INVALID_HANDLE;
     }
  };

#endif
