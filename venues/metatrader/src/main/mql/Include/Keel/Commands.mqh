//+------------------------------------------------------------------+
//| Commands: checked, journalled, tried once. Section 5 of          |
//| docs/metatrader-protocol.md.                                     |
//+------------------------------------------------------------------+
#ifndef KEEL_COMMANDS
#define KEEL_COMMANDS

#include "Journal.mqh"
#include "Terminal.mqh"

const int KEEL_MOST_LEGS = 100;
const int KEEL_MOST_NOTE = 100;

//--- what the user allows, whatever Keel asks for
class KeelCaps
  {
public:
   double            maxLots;
   int               maxOrders;
   string            symbols;

                     KeelCaps() { maxLots = 0; maxOrders = 0; symbols = ""; }
   bool              allows(string symbol)
     {
      return(StringLen(symbols) == 0 || StringFind("," + symbols + ",", "," + symbol + ",", 0) >= 0);
     }
  };

class KeelCommands
  {
private:
   DYN(long, m_legs);
   DYN(string, m_volumes);

   bool              readLegs(string text)
     {
      ArrayResize(m_legs, 0);
      ArrayResize(m_volumes, 0);
      int begin = 0;
      while(begin < StringLen(text))
        {
         int end = StringFind(text, ";", begin);
         if(end < 0)
            end = StringLen(text);
         string leg = StringSubstr(text, begin, end - begin);
         int colon = StringFind(leg, ":", 0);
         int count = ArraySize(m_legs);
         if(colon < 1 || count == KEEL_MOST_LEGS)
            return(false);
         string ticket = StringSubstr(leg, 0, colon);
         string volume = StringSubstr(leg, colon + 1, StringLen(leg) - colon - 1);
         if(StringFind(ticket, ".", 0) >= 0 || !KeelIsDecimal(ticket) || !KeelIsDecimal(volume))
            return(false);
         ArrayResize(m_legs, count + 1);
         ArrayResize(m_volumes, count + 1);
         m_legs[count] = StringToInteger(ticket);
         m_volumes[count] = volume;
         begin = end + 1;
        }
      return(true);
     }
   bool              isOneOf(string text, string choices)
     {
      return(StringLen(text) > 0 && StringFind("," + choices + ",", "," + text + ",", 0) >= 0);
     }
   bool              isWellFormed(KeelFields &c, long seq)
     {
      string op = c.text("op");
      if(c.text("type") != "cmd" || c.integer("seq") != seq || !c.hasInteger("login") || !c.hasText("server")
         || !c.hasInteger("coid") || !c.hasInteger("magic") || !c.hasInteger("notBefore")
         || !c.hasInteger("notAfter") || !c.hasInteger("gmtNotBefore") || !c.hasInteger("gmtNotAfter")
         || StringLen(c.text("note")) > KEEL_MOST_NOTE || !readLegs(c.text("legs")))
         return(false);
      if(op == "NOP")
         return(true);
      if(op == "NEW")
         return(c.hasText("symbol") && isOneOf(c.text("side"), "buy,sell")
                && isOneOf(c.text("kind"), "market,limit,stop,stoplimit") && KeelIsDecimal(c.text("volume"))
                && KeelIsDecimal(c.text("price")) && isOneOf(c.text("filling"), "fok,ioc,return")
                && c.hasInteger("deviation") && c.hasInteger("expires") && c.hasText("comment")
                && (c.text("kind") != "stoplimit" || KeelIsDecimal(c.text("limit"))));
      if(op == "PROTECT")
         return(c.hasText("symbol") && isOneOf(c.text("which"), "sl,tp") && KeelIsDecimal(c.text("price"))
                && ArraySize(m_legs) > 0);
      if(op == "CANCEL")
         return(c.hasInteger("ticket"));
      return(op == "CLOSEBY" && ArraySize(m_legs) == 2);
     }
   //--- looked at immediately before each send; empty if it may go
   string            timeCheck(KeelFields &c, KeelTerminal &terminal)
     {
      long server = terminal.serverTime();
      long gmt = terminal.gmt();
      if(server == 0)
         return("ea:clock");
      if(server < c.integer("notBefore") || gmt < c.integer("gmtNotBefore"))
         return("ea:early");
      if(server > c.integer("notAfter") || gmt > c.integer("gmtNotAfter"))
         return("ea:expired");
      return("");
     }
   string            check(KeelFields &c, long seq, KeelTerminal &terminal, KeelCaps &caps)
     {
      if(!isWellFormed(c, seq))
         return("ea:form");
      if(c.integer("login") != terminal.login() || c.text("server") != terminal.server())
         return("ea:account");
      string late = timeCheck(c, terminal);
      if(late != "")
         return(late);
      if(!terminal.mayTrade())
         return("ea:disabled");
      if(!terminal.isConnected())
         return("ea:offline");
      return(c.text("op") == "NEW" ? capCheck(c, terminal, caps) : "");
     }
   string            capCheck(KeelFields &c, KeelTerminal &terminal, KeelCaps &caps)
     {
      if(!caps.allows(c.text("symbol")) || !terminal.knowsSymbol(c.text("symbol")))
         return("ea:symbol");
      double volume = StringToDouble(c.text("volume"));
      if(caps.maxLots > 0 && volume > caps.maxLots)
         return("ea:lots");
      if(volume > 0 && caps.maxOrders > 0 && terminal.ownOrders() >= caps.maxOrders)
         return("ea:orders");
      return("");
     }
   void              requestOf(KeelFields &c, int leg, KeelRequest &request)
     {
      request.reset();
      request.op = c.text("op");
      request.magic = c.integer("magic");
      request.comment = c.text("comment");
      request.symbol = c.text("symbol");
      request.which = c.text("which");
      request.deviation = c.integer("deviation");
      request.filling = c.text("filling");
      if(leg < ArraySize(m_legs))
        {
         request.ticket = m_legs[leg];
         request.volume = m_volumes[leg];
         if(request.op == "NEW")
            request.op = "CLOSE";
         if(request.op == "CLOSEBY")
            request.price = IntegerToString(m_legs[1]);
         if(request.op == "PROTECT")
            request.price = c.text("price");
         return;
        }
      request.ticket = c.integer("ticket");
      request.side = c.text("side");
      request.kind = c.text("kind");
      request.volume = c.hasText("volume") ? c.text("volume") : "0";
      request.price = c.hasText("price") ? c.text("price") : "0";
      request.limit = c.hasText("limit") ? c.text("limit") : "0";
      request.expires = c.integer("expires");
     }
   string            sendingLine(KeelFields &c, long seq, int leg, KeelRequest &request, KeelTerminal &terminal)
     {
      KeelJson json;
      json.text("type", "journal");
      json.text("state", "SENDING");
      json.integer("seq", seq);
      json.integer("leg", leg);
      json.text("op", c.text("op"));
      json.integer("coid", c.integer("coid"));
      json.integer("magic", c.integer("magic"));
      json.text("note", c.text("note"));
      json.integer("ticket", request.ticket);
      if(request.symbol != "")
         json.text("symbol", request.symbol);
      if(c.hasText("side"))
         json.text("side", c.text("side"));
      if(c.hasText("kind"))
         json.text("kind", c.text("kind"));
      json.text("volume", request.volume);
      json.text("price", c.text("op") == "CLOSEBY" ? "0" : request.price);
      if(request.which != "")
         json.text("which", request.which);
      json.integer("at", terminal.serverTime());
      json.integer("gmt", terminal.gmt());
      return(json.line());
     }
   string            doneLine(long seq, int leg, KeelResult &result, KeelTerminal &terminal)
     {
      KeelJson json;
      json.text("type", "journal");
      json.text("state", "DONE");
      json.integer("seq", seq);
      json.integer("leg", leg);
      json.text("code", result.code);
      json.text("words", result.words);
      json.integer("order", result.order);
      json.integer("deal", result.deal);
      json.integer("position", result.position);
      json.text("volume", result.volume);
      json.text("price", result.price);
      json.text("bid", result.bid);
      json.text("ask", result.ask);
      json.integer("left", result.left);
      json.integer("at", terminal.serverTime());
      json.integer("gmt", terminal.gmt());
      return(json.line());
     }
   string            endLine(KeelFields &c, long seq, string code, string words, int legs, KeelTerminal &terminal)
     {
      KeelJson json;
      json.text("type", "journal");
      json.text("state", "END");
      json.integer("seq", seq);
      json.text("op", c.text("op"));
      json.integer("coid", c.integer("coid"));
      json.integer("magic", c.integer("magic"));
      json.text("code", code);
      json.text("words", words);
      json.integer("legs", legs);
      json.integer("at", terminal.serverTime());
      json.integer("gmt", terminal.gmt());
      if(c.text("op") == "PROTECT")
        {
         json.text("which", c.text("which"));
         json.text("price", c.text("price"));
        }
      return(json.line());
     }
   //--- one request: written down, sent once, written down; false if the journal failed
   bool              attempt(KeelFields &c, long seq, int leg, KeelRequest &request, KeelResult &result,
                             KeelTerminal &terminal, KeelJournal &journal)
     {
      result.reset();
      if(!journal.write(sendingLine(c, seq, leg, request, terminal)))
        {
         result.code = "ea:journal";
         return(false);
        }
      bool isGone = leg <= ArraySize(m_legs) && !terminal.isOpen(request.ticket);
      bool isSame = !isGone && request.op == "PROTECT" && terminal.isAt(request.ticket, request.which, request.price);
      if(isGone)
         result.code = "ea:gone";
      if(isSame)
         result.code = "ea:same";
      if(!isGone && !isSame)
         terminal.send(request, result);
      return(journal.write(doneLine(seq, leg, result, terminal)));
     }
   void              run(KeelFields &c, long seq, KeelTerminal &terminal, KeelJournal &journal)
     {
      int legs = ArraySize(m_legs);
      bool isNew = c.text("op") == "NEW";
      if(c.text("op") == "CANCEL" || (isNew && StringToDouble(c.text("volume")) > 0))
         legs++;
      if(c.text("op") == "CLOSEBY")
         legs = 1;
      KeelRequest request;
      KeelResult result;
      int begun = 0;
      bool isWritten = true;
      bool goesOn = true;
      while(goesOn && begun < legs)
        {
         string late = timeCheck(c, terminal);
         if(late != "")
           {
            result.reset();
            result.code = late;
            break;
           }
         requestOf(c, begun, request);
         begun++;
         isWritten = attempt(c, seq, begun, request, result, terminal, journal);
         goesOn = isWritten && (result.code == "ea:same" || terminal.isSuccess(c.text("op"), result.code));
        }
      if(result.code == "ea:journal" && begun > 0)
         begun--;
      if(isWritten || result.code == "ea:journal")
         journal.write(endLine(c, seq, result.code, result.words, begun, terminal));
     }

public:
   //--- carries out a command that is the next one; what came of it is in the journal
   void              take(string line, bool isSigned, long seq, KeelTerminal &terminal, KeelCaps &caps,
                          KeelJournal &journal)
     {
      KeelFields c;
      string why = "ea:mac";
      if(isSigned)
         why = c.parse(line) ? check(c, seq, terminal, caps) : "ea:form";
      if(why == "" && c.text("op") == "NOP")
         why = "ea:nop";
      if(why != "")
         journal.write(endLine(c, seq, why, "", 0, terminal));
      else
         run(c, seq, terminal, journal);
     }
   //--- ends what the latest run of this program left open; nothing is ever sent here
   void              recover(KeelTerminal &terminal, KeelJournal &journal)
     {
      if(journal.latest.seq == 0 || journal.latest.ended)
         return;
      KeelFields c;
      KeelResult result;
      long seq = journal.latest.seq;
      if(!c.parse(journal.latest.sending))
         return;
      result.code = "ea:unknown";
      result.words = "the terminal ended between sending and the answer";
      if(journal.latest.done < journal.latest.begun)
         journal.write(doneLine(seq, journal.latest.begun, result, terminal));
      else
        {
         KeelFields last;
         if(last.parse(journal.latest.dones[journal.latest.done - 1]))
           {
            result.code = last.text("code");
            result.words = last.text("words");
           }
        }
      journal.write(endLine(c, seq, result.code, result.words, journal.latest.begun, terminal));
     }
  };

#endif
