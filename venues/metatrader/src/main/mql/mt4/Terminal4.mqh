//+------------------------------------------------------------------+
//| MetaTrader 4 as the core asks for it. Only this file calls the   |
//| platform; it was written by its documentation, and no terminal   |
//| has run it here: see the first-run checklist.                    |
//+------------------------------------------------------------------+
#ifndef KEEL_TERMINAL4
#define KEEL_TERMINAL4

#include <Keel/Core.mqh>

class KeelTerminal4 : public KeelTerminal
  {
private:
   DYN(string, m_subscribed);
   DYN(string, m_lastTick);
   datetime          m_current;
   uint              m_changedAt;
   bool              m_changed;

   string            price(string symbol, double value)
     {
      return(DoubleToString(value, (int)MarketInfo(symbol, MODE_DIGITS)));
     }
   bool              isTrade(int type) { return(type == OP_BUY || type == OP_SELL); }
   bool              isPending(int type) { return(type >= OP_BUYLIMIT && type <= OP_SELLSTOP); }
   string            sideOf(int type) { return(type == OP_BUY || type == OP_BUYLIMIT || type == OP_BUYSTOP ? "buy" : "sell"); }
   int               typeOf(string side, string kind)
     {
      bool buys = side == "buy";
      if(kind == "limit")
         return(buys ? OP_BUYLIMIT : OP_SELLLIMIT);
      if(kind == "stop")
         return(buys ? OP_BUYSTOP : OP_SELLSTOP);
      return(buys ? OP_BUY : OP_SELL);
     }
   //--- the trade that a partial close leaves: its comment names the one it came from
   long              leftOf(long ticket)
     {
      for(int i = OrdersTotal() - 1; i >= 0; i--)
         if(OrderSelect(i, SELECT_BY_POS, MODE_TRADES) && OrderComment() == "from #" + IntegerToString(ticket))
            return(OrderTicket());
      return(0);
     }
   bool              place(KeelRequest &request, KeelResult &result)
     {
      double at = StringToDouble(request.price);
      if(request.kind == "market")
         at = MarketInfo(request.symbol, request.side == "buy" ? MODE_ASK : MODE_BID);
      int ticket = OrderSend(request.symbol, typeOf(request.side, request.kind), StringToDouble(request.volume), at,
                             (int)request.deviation, 0, 0, request.comment, (int)request.magic,
                             (datetime)(request.expires / 1000));
      result.order = ticket > 0 ? ticket : 0;
      result.position = result.order;
      if(ticket > 0 && OrderSelect(ticket, SELECT_BY_TICKET))
        {
         result.volume = DoubleToString(OrderLots(), 8);
         result.price = price(request.symbol, OrderOpenPrice());
        }
      return(ticket > 0);
     }
   bool              closeTrade(KeelRequest &request, KeelResult &result)
     {
      if(!OrderSelect((int)request.ticket, SELECT_BY_TICKET))
         return(false);
      string symbol = OrderSymbol();
      double at = MarketInfo(symbol, OrderType() == OP_BUY ? MODE_BID : MODE_ASK);
      bool isClosed = OrderClose((int)request.ticket, StringToDouble(request.volume), at, (int)request.deviation);
      result.order = request.ticket;
      result.position = request.ticket;
      if(isClosed && OrderSelect((int)request.ticket, SELECT_BY_TICKET))
        {
         result.volume = DoubleToString(OrderLots(), 8);
         result.price = price(symbol, OrderClosePrice());
         result.left = leftOf(request.ticket);
        }
      return(isClosed);
     }
   bool              protect(KeelRequest &request)
     {
      if(!OrderSelect((int)request.ticket, SELECT_BY_TICKET))
         return(false);
      double sl = request.which == "sl" ? StringToDouble(request.price) : OrderStopLoss();
      double tp = request.which == "tp" ? StringToDouble(request.price) : OrderTakeProfit();
      return(OrderModify((int)request.ticket, OrderOpenPrice(), sl, tp, OrderExpiration()));
     }
   //--- the selected order or trade
   void              common(KeelJson &json)
     {
      json.integer("ticket", OrderTicket());
      json.text("symbol", OrderSymbol());
      json.text("side", sideOf(OrderType()));
      json.text("volume", DoubleToString(OrderLots(), 8));
      json.text("price", price(OrderSymbol(), OrderOpenPrice()));
      json.integer("magic", OrderMagicNumber());
      json.text("comment", OrderComment());
     }
   void              levels(KeelJson &json)
     {
      json.text("sl", price(OrderSymbol(), OrderStopLoss()));
      json.text("tp", price(OrderSymbol(), OrderTakeProfit()));
     }
   void              results(KeelJson &json)
     {
      json.text("profit", DoubleToString(OrderProfit(), 8));
      json.text("swap", DoubleToString(OrderSwap(), 8));
      json.text("commission", DoubleToString(OrderCommission(), 8));
     }
   string            kindOf(int type) { return(type == OP_BUYLIMIT || type == OP_SELLLIMIT ? "limit" : "stop"); }
   void              pastRow(KeelLines &rows)
     {
      KeelJson json;
      int type = OrderType();
      if(isTrade(type))
        {
         json.text("row", "trade");
         common(json);
         levels(json);
         results(json);
         json.integer("opened", (long)OrderOpenTime() * 1000);
         json.text("closePrice", price(OrderSymbol(), OrderClosePrice()));
        }
      else
         if(isPending(type))
           {
            json.text("row", "ended");
            common(json);
            json.text("kind", kindOf(type));
            json.text("left", DoubleToString(OrderLots(), 8));
            json.text("state", OrderExpiration() > 0 && OrderCloseTime() >= OrderExpiration() ? "expired" : "canceled");
            json.text("reason", "other");
            json.integer("position", 0);
           }
         else
           {
            json.text("row", "money");
            json.integer("ticket", OrderTicket());
            json.text("amount", DoubleToString(OrderProfit(), 8));
            json.text("kind", type == 6 ? "balance" : "credit");
            json.text("comment", OrderComment());
           }
      json.integer("at", (long)OrderCloseTime() * 1000);
      rows.add(json.line());
     }
   void              symbolRow(string s, KeelLines &rows)
     {
      int digits = (int)MarketInfo(s, MODE_DIGITS);
      KeelJson json;
      json.text("row", "symbol");
      json.text("name", s);
      json.text("description", SymbolInfoString(s, SYMBOL_DESCRIPTION));
      json.integer("digits", digits);
      json.text("point", DoubleToString(MarketInfo(s, MODE_POINT), digits));
      json.text("tickSize", DoubleToString(MarketInfo(s, MODE_TICKSIZE), 8));
      json.text("tickValue", DoubleToString(MarketInfo(s, MODE_TICKVALUE), 8));
      json.text("contractSize", DoubleToString(MarketInfo(s, MODE_LOTSIZE), 8));
      json.text("volumeMin", DoubleToString(MarketInfo(s, MODE_MINLOT), 8));
      json.text("volumeMax", DoubleToString(MarketInfo(s, MODE_MAXLOT), 8));
      json.text("volumeStep", DoubleToString(MarketInfo(s, MODE_LOTSTEP), 8));
      json.text("volumeLimit", "0");
      json.integer("stopsLevel", (long)MarketInfo(s, MODE_STOPLEVEL));
      json.integer("freezeLevel", (long)MarketInfo(s, MODE_FREEZELEVEL));
      json.integer("filling", 0);
      json.integer("execution", SymbolInfoInteger(s, SYMBOL_TRADE_EXEMODE));
      json.integer("trade", MarketInfo(s, MODE_TRADEALLOWED) > 0 ? 4 : 0);
      json.text("base", SymbolInfoString(s, SYMBOL_CURRENCY_MARGIN));
      json.text("profit", SymbolInfoString(s, SYMBOL_CURRENCY_PROFIT));
      json.text("margin", SymbolInfoString(s, SYMBOL_CURRENCY_MARGIN));
      json.integer("calc", (long)MarketInfo(s, MODE_PROFITCALCMODE));
      json.integer("orders", 7);
      json.text("bid", DoubleToString(MarketInfo(s, MODE_BID), digits));
      json.text("ask", DoubleToString(MarketInfo(s, MODE_ASK), digits));
      json.integer("time", (long)MarketInfo(s, MODE_TIME) * 1000);
      rows.add(json.line());
     }

public:
                     KeelTerminal4() { m_current = 0; m_changedAt = 0; m_changed = false; }
   //--- the clock of the latest quote, brought forward by the computer's; 0 before it has moved once
   virtual long      serverTime()
     {
      datetime latest = TimeCurrent();
      if(latest != m_current)
        {
         m_changed = m_current != 0;
         m_current = latest;
         m_changedAt = GetTickCount();
        }
      return(m_changed ? (long)m_current * 1000 + (long)(GetTickCount() - m_changedAt) : 0);
     }
   virtual long      gmt() { return((long)TimeGMT() * 1000); }
   virtual long      ticks() { return((long)(GetMicrosecondCount() / 1000)); }
   virtual bool      isConnected() { return(IsConnected()); }
   virtual long      login() { return(AccountNumber()); }
   virtual string    server() { return(AccountServer()); }
   virtual bool      mayTrade()
     {
      return(TerminalInfoInteger(TERMINAL_TRADE_ALLOWED) != 0 && MQLInfoInteger(MQL_TRADE_ALLOWED) != 0
             && AccountInfoInteger(ACCOUNT_TRADE_ALLOWED) != 0 && AccountInfoInteger(ACCOUNT_TRADE_EXPERT) != 0);
     }
   virtual void      permissions(KeelJson &json)
     {
      json.integer("terminalTrade", TerminalInfoInteger(TERMINAL_TRADE_ALLOWED) != 0 ? 1 : 0);
      json.integer("eaTrade", MQLInfoInteger(MQL_TRADE_ALLOWED) != 0 ? 1 : 0);
      json.integer("accountTrade", AccountInfoInteger(ACCOUNT_TRADE_ALLOWED) != 0 ? 1 : 0);
      json.integer("accountEaTrade", AccountInfoInteger(ACCOUNT_TRADE_EXPERT) != 0 ? 1 : 0);
     }
   virtual void      identity(KeelJson &json)
     {
      json.text("platform", "mt4");
      json.integer("build", TerminalInfoInteger(TERMINAL_BUILD));
      json.text("company", AccountCompany());
      json.text("terminal", TerminalInfoString(TERMINAL_NAME));
      json.text("currency", AccountCurrency());
      json.text("mode", "pool");
      json.integer("demo", AccountInfoInteger(ACCOUNT_TRADE_MODE) == ACCOUNT_TRADE_MODE_REAL ? 0 : 1);
      json.integer("leverage", AccountLeverage());
     }
   virtual void      money(KeelJson &json)
     {
      json.text("balance", DoubleToString(AccountBalance(), 8));
      json.text("credit", DoubleToString(AccountCredit(), 8));
      json.text("equity", DoubleToString(AccountEquity(), 8));
      json.text("margin", DoubleToString(AccountMargin(), 8));
      json.text("freeMargin", DoubleToString(AccountFreeMargin(), 8));
      json.text("currency", AccountCurrency());
     }
   virtual bool      knowsSymbol(string symbol) { return(SymbolSelect(symbol, true)); }
   virtual bool      isOpen(long ticket)
     {
      return(OrderSelect((int)ticket, SELECT_BY_TICKET) && OrderCloseTime() == 0 && isTrade(OrderType()));
     }
   virtual bool      isAt(long ticket, string which, string price)
     {
      if(!OrderSelect((int)ticket, SELECT_BY_TICKET))
         return(false);
      double level = which == "sl" ? OrderStopLoss() : OrderTakeProfit();
      return(MathAbs(level - StringToDouble(price)) < MarketInfo(OrderSymbol(), MODE_POINT) / 2);
     }
   virtual int       ownOrders()
     {
      int count = 0;
      for(int i = OrdersTotal() - 1; i >= 0; i--)
         if(OrderSelect(i, SELECT_BY_POS, MODE_TRADES) && OrderMagicNumber() != 0)
            count++;
      return(count);
     }
   virtual void      send(KeelRequest &request, KeelResult &result)
     {
      RefreshRates();
      ResetLastError();
      bool isDone = false;
      if(request.op == "NEW")
         isDone = place(request, result);
      if(request.op == "CLOSE")
         isDone = closeTrade(request, result);
      if(request.op == "PROTECT")
         isDone = protect(request);
      if(request.op == "CANCEL")
         isDone = OrderDelete((int)request.ticket);
      if(request.op == "CLOSEBY")
         isDone = OrderCloseBy((int)request.ticket, (int)StringToInteger(request.price));
      int error = isDone ? 0 : GetLastError();
      //--- no error and no success either: the platform does not know
      result.code = isDone ? "0" : IntegerToString(error == 0 ? 1 : error);
     }
   virtual bool      isSuccess(string op, string code) { return(code == "0"); }
   virtual void      positions(KeelLines &rows)
     {
      for(int i = 0; i < OrdersTotal(); i++)
        {
         if(!OrderSelect(i, SELECT_BY_POS, MODE_TRADES) || !isTrade(OrderType()))
            continue;
         KeelJson json;
         json.text("row", "position");
         json.integer("id", OrderTicket());
         common(json);
         levels(json);
         results(json);
         json.integer("at", (long)OrderOpenTime() * 1000);
         rows.add(json.line());
        }
     }
   virtual void      orders(KeelLines &rows)
     {
      for(int i = 0; i < OrdersTotal(); i++)
        {
         if(!OrderSelect(i, SELECT_BY_POS, MODE_TRADES) || !isPending(OrderType()))
            continue;
         KeelJson json;
         json.text("row", "order");
         common(json);
         levels(json);
         json.text("kind", kindOf(OrderType()));
         json.text("left", DoubleToString(OrderLots(), 8));
         json.text("limit", "0");
         json.integer("at", (long)OrderOpenTime() * 1000);
         json.integer("expires", (long)OrderExpiration() * 1000);
         json.integer("state", 0);
         json.integer("position", 0);
         rows.add(json.line());
        }
     }
   virtual void      history(long from, KeelLines &rows)
     {
      for(int i = 0; i < OrdersHistoryTotal(); i++)
         if(OrderSelect(i, SELECT_BY_POS, MODE_HISTORY) && (long)OrderCloseTime() * 1000 >= from)
            pastRow(rows);
     }
   virtual void      symbols(string names, KeelLines &rows)
     {
      if(StringLen(names) == 0)
        {
         for(int i = 0; i < SymbolsTotal(true); i++)
            symbolRow(SymbolName(i, true), rows);
         return;
        }
      string parts[];
      int count = StringSplit(names, ',', parts);
      for(int j = 0; j < count; j++)
         if(SymbolSelect(parts[j], true))
            symbolRow(parts[j], rows);
     }
   virtual string    bars(string symbol, long minutes, long from, long count, KeelLines &rows)
     {
      if(!SymbolSelect(symbol, true))
         return("ea:symbol");
      MqlRates rates[];
      datetime to = (datetime)(from / 1000 + count * minutes * 60 - 1);
      ResetLastError();
      int got = CopyRates(symbol, (ENUM_TIMEFRAMES)minutes, (datetime)(from / 1000), to, rates);
      if(got < 0 || GetLastError() == 4066)
         return("ea:wait");
      for(int i = 0; i < got; i++)
        {
         if((long)rates[i].time + minutes * 60 > (long)TimeCurrent())
            continue;
         KeelJson json;
         json.text("row", "bar");
         json.integer("at", (long)rates[i].time * 1000);
         json.text("open", price(symbol, rates[i].open));
         json.text("high", price(symbol, rates[i].high));
         json.text("low", price(symbol, rates[i].low));
         json.text("close", price(symbol, rates[i].close));
         json.text("volume", IntegerToString(rates[i].tick_volume));
         json.integer("spread", rates[i].spread);
         rows.add(json.line());
        }
      return("ok");
     }
   virtual void      subscribe(string names)
     {
      int count = StringLen(names) == 0 ? 0 : StringSplit(names, ',', m_subscribed);
      ArrayResize(m_subscribed, count);
      ArrayResize(m_lastTick, count);
      for(int i = 0; i < count; i++)
        {
         SymbolSelect(m_subscribed[i], true);
         m_lastTick[i] = "";
        }
     }
   virtual void      newTicks(KeelLines &lines)
     {
      RefreshRates();
      for(int i = 0; i < ArraySize(m_subscribed); i++)
        {
         string s = m_subscribed[i];
         KeelJson json;
         json.text("s", s);
         json.integer("t", (long)MarketInfo(s, MODE_TIME) * 1000);
         json.text("b", price(s, MarketInfo(s, MODE_BID)));
         json.text("a", price(s, MarketInfo(s, MODE_ASK)));
         json.text("l", "0");
         json.text("v", "0");
         json.integer("f", 0);
         string line = json.line();
         if(line != m_lastTick[i])
            lines.add(line);
         m_lastTick[i] = line;
        }
     }
   virtual void      pendings(REF(long, tickets), REF(long, magics))
     {
      for(int i = OrdersTotal() - 1; i >= 0; i--)
        {
         if(!OrderSelect(i, SELECT_BY_POS, MODE_TRADES) || !isPending(OrderType()))
            continue;
         int count = ArraySize(tickets);
         ArrayResize(tickets, count + 1);
         ArrayResize(magics, count + 1);
         tickets[count] = OrderTicket();
         magics[count] = OrderMagicNumber();
        }
     }
   virtual void      show(string words) { Comment("Keel: " + words); }
  };

#endif
