//+------------------------------------------------------------------+
//| What the core asks of a terminal. KeelMT4 and KeelMT5 implement  |
//| it with the platform's functions, the tests with a made-up       |
//| broker.                                                          |
//+------------------------------------------------------------------+
#ifndef KEEL_TERMINAL
#define KEEL_TERMINAL

#include "Json.mqh"

//--- one trade request
class KeelRequest
  {
public:
   string            op;
   string            symbol;
   string            side;
   string            kind;
   string            volume;
   string            price;
   string            limit;
   string            filling;
   string            comment;
   string            which;
   long              deviation;
   long              expires;
   long              magic;
   long              ticket;

                     KeelRequest() { reset(); }
   void              reset()
     {
      op = "";
      symbol = "";
      side = "";
      kind = "";
      volume = "0";
      price = "0";
      limit = "0";
      filling = "";
      comment = "";
      which = "";
      deviation = 0;
      expires = 0;
      magic = 0;
      ticket = 0;
     }
  };

//--- what the platform said to it
class KeelResult
  {
public:
   string            code;
   string            words;
   string            volume;
   string            price;
   string            bid;
   string            ask;
   long              order;
   long              deal;
   long              position;
   long              left;

                     KeelResult() { reset(); }
   void              reset()
     {
      code = "";
      words = "";
      volume = "0";
      price = "0";
      bid = "0";
      ask = "0";
      order = 0;
      deal = 0;
      position = 0;
      left = 0;
     }
  };

//--- lines of JSON
class KeelLines
  {
private:
   DYN(string, m_lines);
   int               m_count;

public:
                     KeelLines() { m_count = 0; }
   void              clear() { m_count = 0; }
   void              add(string line)
     {
      m_count++;
      ArrayResize(m_lines, m_count, 256);
      m_lines[m_count - 1] = line;
     }
   int               count() { return(m_count); }
   string            at(int i) { return(m_lines[i]); }
   void              join(string &text)
     {
      for(int i = 0; i < m_count; i++)
         text = text + m_lines[i] + "\n";
     }
  };

class KeelTerminal
  {
public:
   //--- milliseconds; 0 while it is not known
   virtual long      serverTime() { return(0); }
   virtual long      gmt() { return(0); }
   //--- milliseconds of a clock that nobody sets
   virtual long      ticks() { return(0); }
   virtual bool      isConnected() { return(false); }
   virtual long      login() { return(0); }
   virtual string    server() { return(""); }
   //--- the four permissions, all of them
   virtual bool      mayTrade() { return(false); }
   virtual void      permissions(KeelJson &json) {}
   //--- platform, build, company, terminal, currency, mode, demo, leverage
   virtual void      identity(KeelJson &json) {}
   //--- balance, credit, equity, margin, freeMargin, currency
   virtual void      money(KeelJson &json) {}
   virtual bool      knowsSymbol(string symbol) { return(false); }
   virtual bool      isOpen(long ticket) { return(false); }
   //--- whether a stop or target stands at this price already
   virtual bool      isAt(long ticket, string which, string price) { return(false); }
   //--- how many positions and pending orders carry the comment of Keel
   virtual int       ownOrders() { return(0); }
   //--- sends once, and waits for the answer
   virtual void      send(KeelRequest &request, KeelResult &result) {}
   virtual bool      isSuccess(string op, string code) { return(false); }
   virtual void      positions(KeelLines &rows) {}
   virtual void      orders(KeelLines &rows) {}
   virtual void      history(long from, KeelLines &rows) {}
   virtual void      symbols(string names, KeelLines &rows) {}
   //--- "ok", or why not
   virtual string    bars(string symbol, long minutes, long from, long count, KeelLines &rows) { return("ea:symbol"); }
   virtual void      subscribe(string names) {}
   virtual void      newTicks(KeelLines &lines) {}
   //--- tickets of pending orders with this magic
   virtual void      pendings(REF(long, tickets), REF(long, magics)) {}
   virtual void      show(string words) {}
  };

#endif
