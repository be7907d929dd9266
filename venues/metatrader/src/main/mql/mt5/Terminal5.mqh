//+------------------------------------------------------------------+
//| MetaTrader 5 as the core asks for it. Only this file calls the   |
//| platform; it was written by its documentation, and no terminal   |
//| has run it here: see the first-run checklist.                    |
//+------------------------------------------------------------------+
#ifndef KEEL_TERMINAL5
#define KEEL_TERMINAL5

#include <Keel/Core.mqh>

class KeelTerminal5 : public KeelTerminal
  {
private:
   DYN(string, m_subscribed);
   DYN(long, m_lastTick);

   string            price(string symbol, double value)
     {
      return(DoubleToString(value, (int)SymbolInfoInteger(symbol, SYMBOL_DIGITS)));
     }
   string            sideOf(long type, long buys) { return(type == buys ? "buy" : "sell"); }
   bool              isBuyOrder(long type)
     {
      return(type == ORDER_TYPE_BUY || type == ORDER_TYPE_BUY_LIMIT || type == ORDER_TYPE_BUY_STOP
             || type == ORDER_TYPE_BUY_STOP_LIMIT);
     }
   string            kindOf(long type)
     {
      if(type == ORDER_TYPE_BUY || type == ORDER_TYPE_SELL)
         return("market");
      if(type == ORDER_TYPE_BUY_LIMIT || type == ORDER_TYPE_SELL_LIMIT)
         return("limit");
      if(type == ORDER_TYPE_BUY_STOP || type == ORDER_TYPE_SELL_STOP)
         return("stop");
      return("stoplimit");
     }
   string            reasonOf(long reason, long expert, long sl, long tp, long so, long client)
     {
      if(reason == expert)
         return("expert");
      if(reason == sl)
         return("sl");
      if(reason == tp)
         return("tp");
      if(reason == so)
         return("so");
      return(reason == client ? "client" : "other");
     }
   ENUM_ORDER_TYPE_FILLING filling(string name)
     {
      if(name == "fok")
         return(ORDER_FILLING_FOK);
      return(name == "ioc" ? ORDER_FILLING_IOC : ORDER_FILLING_RETURN);
     }
   ENUM_ORDER_TYPE   typeOf(string side, string kind)
     {
      bool buys = side == "buy";
      if(kind == "limit")
         return(buys ? ORDER_TYPE_BUY_LIMIT : ORDER_TYPE_SELL_LIMIT);
      if(kind == "stop")
         return(buys ? ORDER_TYPE_BUY_STOP : ORDER_TYPE_SELL_STOP);
      if(kind == "stoplimit")
         return(buys ? ORDER_TYPE_BUY_STOP_LIMIT : ORDER_TYPE_SELL_STOP_LIMIT);
      return(buys ? ORDER_TYPE_BUY : ORDER_TYPE_SELL);
     }
   void              fillNew(KeelRequest &request, MqlTradeRequest &r)
     {
      bool isMarket = request.kind == "market";
      r.action = isMarket ? TRADE_ACTION_DEAL : TRADE_ACTION_PENDING;
      r.symbol = request.symbol;
      r.type = typeOf(request.side, request.kind);
      r.volume = StringToDouble(request.volume);
      r.price = StringToDouble(request.price);
      if(isMarket)
         r.price = SymbolInfoDouble(request.symbol, request.side == "buy" ? SYMBOL_ASK : SYMBOL_BID);
      if(request.kind == "stoplimit")
         r.stoplimit = StringToDouble(request.limit);
      r.type_time = request.expires > 0 ? ORDER_TIME_SPECIFIED : ORDER_TIME_GTC;
      r.expiration = (datetime)(request.expires / 1000);
     }
   void              fillClose(KeelRequest &request, MqlTradeRequest &r)
     {
      bool isLong = PositionGetInteger(POSITION_TYPE) == POSITION_TYPE_BUY;
      r.action = TRADE_ACTION_DEAL;
      r.symbol = PositionGetString(POSITION_SYMBOL);
      r.position = (ulong)request.ticket;
      r.volume = StringToDouble(request.volume);
      r.type = isLong ? ORDER_TYPE_SELL : ORDER_TYPE_BUY;
      r.price = SymbolInfoDouble(r.symbol, isLong ? SYMBOL_BID : SYMBOL_ASK);
     }
   void              fillProtect(KeelRequest &request, MqlTradeRequest &r)
     {
      r.action = TRADE_ACTION_SLTP;
      r.position = (ulong)request.ticket;
      r.symbol = PositionGetString(POSITION_SYMBOL);
      r.sl = request.which == "sl" ? StringToDouble(request.price) : PositionGetDouble(POSITION_SL);
      r.tp = request.which == "tp" ? StringToDouble(request.price) : PositionGetDouble(POSITION_TP);
     }
   void              orderRow(KeelJson &json, ulong ticket, bool isPast)
     {
      string symbol = isPast ? HistoryOrderGetString(ticket, ORDER_SYMBOL) : OrderGetString(ORDER_SYMBOL);
      long type = isPast ? HistoryOrderGetInteger(ticket, ORDER_TYPE) : OrderGetInteger(ORDER_TYPE);
      json.integer("ticket", (long)ticket);
      json.text("symbol", symbol);
      json.text("side", isBuyOrder(type) ? "buy" : "sell");
      json.text("kind", kindOf(type));
      json.text("volume", DoubleToString(isPast ? HistoryOrderGetDouble(ticket, ORDER_VOLUME_INITIAL) : OrderGetDouble(ORDER_VOLUME_INITIAL), 8));
      json.text("left", DoubleToString(isPast ? HistoryOrderGetDouble(ticket, ORDER_VOLUME_CURRENT) : OrderGetDouble(ORDER_VOLUME_CURRENT), 8));
      json.text("price", price(symbol, isPast ? HistoryOrderGetDouble(ticket, ORDER_PRICE_OPEN) : OrderGetDouble(ORDER_PRICE_OPEN)));
      json.integer("magic", isPast ? HistoryOrderGetInteger(ticket, ORDER_MAGIC) : OrderGetInteger(ORDER_MAGIC));
      json.text("comment", isPast ? HistoryOrderGetString(ticket, ORDER_COMMENT) : OrderGetString(ORDER_COMMENT));
      json.integer("position", isPast ? HistoryOrderGetInteger(ticket, ORDER_POSITION_ID) : OrderGetInteger(ORDER_POSITION_ID));
     }
   string            endOf(long state)
     {
      if(state == ORDER_STATE_FILLED)
         return("filled");
      if(state == ORDER_STATE_EXPIRED)
         return("expired");
      if(state == ORDER_STATE_REJECTED)
         return("rejected");
      return(state == ORDER_STATE_PARTIAL ? "partial" : "canceled");
     }
   void              dealRow(ulong ticket, KeelLines &rows)
     {
      long type = HistoryDealGetInteger(ticket, DEAL_TYPE);
      KeelJson json;
      if(type != DEAL_TYPE_BUY && type != DEAL_TYPE_SELL)
        {
         json.text("row", "money");
         json.integer("ticket", (long)ticket);
         json.text("amount", DoubleToString(HistoryDealGetDouble(ticket, DEAL_PROFIT), 8));
         json.text("kind", moneyKind(type));
        }
      else
        {
         string symbol = HistoryDealGetString(ticket, DEAL_SYMBOL);
         long entry = HistoryDealGetInteger(ticket, DEAL_ENTRY);
         json.text("row", "deal");
         json.integer("ticket", (long)ticket);
         json.integer("order", HistoryDealGetInteger(ticket, DEAL_ORDER));
         json.integer("position", HistoryDealGetInteger(ticket, DEAL_POSITION_ID));
         json.text("symbol", symbol);
         json.text("side", sideOf(type, DEAL_TYPE_BUY));
         json.text("entry", entry == DEAL_ENTRY_IN ? "in" : (entry == DEAL_ENTRY_OUT ? "out" : (entry == DEAL_ENTRY_INOUT ? "inout" : "outby")));
         json.text("reason", reasonOf(HistoryDealGetInteger(ticket, DEAL_REASON), DEAL_REASON_EXPERT, DEAL_REASON_SL, DEAL_REASON_TP, DEAL_REASON_SO, DEAL_REASON_CLIENT));
         json.text("volume", DoubleToString(HistoryDealGetDouble(ticket, DEAL_VOLUME), 8));
         json.text("price", price(symbol, HistoryDealGetDouble(ticket, DEAL_PRICE)));
         json.text("profit", DoubleToString(HistoryDealGetDouble(ticket, DEAL_PROFIT), 8));
         json.text("swap", DoubleToString(HistoryDealGetDouble(ticket, DEAL_SWAP), 8));
         json.text("commission", DoubleToString(HistoryDealGetDouble(ticket, DEAL_COMMISSION) + HistoryDealGetDouble(ticket, DEAL_FEE), 8));
         json.integer("magic", HistoryDealGetInteger(ticket, DEAL_MAGIC));
        }
      json.text("comment", HistoryDealGetString(ticket, DEAL_COMMENT));
      json.integer("at", HistoryDealGetInteger(ticket, DEAL_TIME_MSC));
      rows.add(json.line());
     }
   string            moneyKind(long type)
     {
      if(type == DEAL_TYPE_BALANCE)
         return("balance");
      if(type == DEAL_TYPE_CREDIT)
         return("credit");
      if(type == DEAL_TYPE_CHARGE)
         return("charge");
      if(type == DEAL_TYPE_CORRECTION)
         return("correction");
      if(type == DEAL_TYPE_BONUS)
         return("bonus");
      if(type == DEAL_TYPE_COMMISSION || type == DEAL_TYPE_COMMISSION_DAILY || type == DEAL_TYPE_COMMISSION_MONTHLY)
         return("commission");
      return(type == DEAL_TYPE_INTEREST ? "interest" : "other");
     }
   void              symbolRow(string s, KeelLines &rows)
     {
      int digits = (int)SymbolInfoInteger(s, SYMBOL_DIGITS);
      KeelJson json;
      json.text("row", "symbol");
      json.text("name", s);
      json.text("description", SymbolInfoString(s, SYMBOL_DESCRIPTION));
      json.integer("digits", digits);
      json.text("point", DoubleToString(SymbolInfoDouble(s, SYMBOL_POINT), digits));
      json.text("tickSize", DoubleToString(SymbolInfoDouble(s, SYMBOL_TRADE_TICK_SIZE), 8));
      json.text("tickValue", DoubleToString(SymbolInfoDouble(s, SYMBOL_TRADE_TICK_VALUE), 8));
      json.text("contractSize", DoubleToString(SymbolInfoDouble(s, SYMBOL_TRADE_CONTRACT_SIZE), 8));
      json.text("volumeMin", DoubleToString(SymbolInfoDouble(s, SYMBOL_VOLUME_MIN), 8));
      json.text("volumeMax", DoubleToString(SymbolInfoDouble(s, SYMBOL_VOLUME_MAX), 8));
      json.text("volumeStep", DoubleToString(SymbolInfoDouble(s, SYMBOL_VOLUME_STEP), 8));
      json.text("volumeLimit", DoubleToString(SymbolInfoDouble(s, SYMBOL_VOLUME_LIMIT), 8));
      json.integer("stopsLevel", SymbolInfoInteger(s, SYMBOL_TRADE_STOPS_LEVEL));
      json.integer("freezeLevel", SymbolInfoInteger(s, SYMBOL_TRADE_FREEZE_LEVEL));
      json.integer("filling", SymbolInfoInteger(s, SYMBOL_FILLING_MODE));
      json.integer("execution", SymbolInfoInteger(s, SYMBOL_TRADE_EXEMODE));
      json.integer("trade", SymbolInfoInteger(s, SYMBOL_TRADE_MODE));
      json.text("base", SymbolInfoString(s, SYMBOL_CURRENCY_BASE));
      json.text("profit", SymbolInfoString(s, SYMBOL_CURRENCY_PROFIT));
      json.text("margin", SymbolInfoString(s, SYMBOL_CURRENCY_MARGIN));
      json.integer("calc", SymbolInfoInteger(s, SYMBOL_TRADE_CALC_MODE));
      json.integer("orders", SymbolInfoInteger(s, SYMBOL_ORDER_MODE));
      json.text("bid", DoubleToString(SymbolInfoDouble(s, SYMBOL_BID), digits));
      json.text("ask", DoubleToString(SymbolInfoDouble(s, SYMBOL_ASK), digits));
      json.integer("time", SymbolInfoInteger(s, SYMBOL_TIME_MSC));
      rows.add(json.line());
     }

public:
   virtual long      serverTime() { return((long)TimeTradeServer() * 1000); }
   virtual long      gmt() { return((long)TimeGMT() * 1000); }
   virtual long      ticks() { return((long)GetTickCount64()); }
   virtual bool      isConnected() { return(TerminalInfoInteger(TERMINAL_CONNECTED) != 0); }
   virtual long      login() { return(AccountInfoInteger(ACCOUNT_LOGIN)); }
   virtual string    server() { return(AccountInfoString(ACCOUNT_SERVER)); }
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
      json.text("platform", "mt5");
      json.integer("build", TerminalInfoInteger(TERMINAL_BUILD));
      json.text("company", AccountInfoString(ACCOUNT_COMPANY));
      json.text("terminal", TerminalInfoString(TERMINAL_NAME));
      json.text("currency", AccountInfoString(ACCOUNT_CURRENCY));
      json.text("mode", AccountInfoInteger(ACCOUNT_MARGIN_MODE) == ACCOUNT_MARGIN_MODE_RETAIL_HEDGING ? "hedging" : "netting");
      json.integer("demo", AccountInfoInteger(ACCOUNT_TRADE_MODE) == ACCOUNT_TRADE_MODE_REAL ? 0 : 1);
      json.integer("leverage", AccountInfoInteger(ACCOUNT_LEVERAGE));
     }
   virtual void      money(KeelJson &json)
     {
      json.text("balance", DoubleToString(AccountInfoDouble(ACCOUNT_BALANCE), 8));
      json.text("credit", DoubleToString(AccountInfoDouble(ACCOUNT_CREDIT), 8));
      json.text("equity", DoubleToString(AccountInfoDouble(ACCOUNT_EQUITY), 8));
      json.text("margin", DoubleToString(AccountInfoDouble(ACCOUNT_MARGIN), 8));
      json.text("freeMargin", DoubleToString(AccountInfoDouble(ACCOUNT_MARGIN_FREE), 8));
      json.text("currency", AccountInfoString(ACCOUNT_CURRENCY));
     }
   virtual bool      knowsSymbol(string symbol) { return(SymbolSelect(symbol, true)); }
   virtual bool      isOpen(long ticket) { return(PositionSelectByTicket((ulong)ticket)); }
   virtual bool      isAt(long ticket, string which, string price)
     {
      if(!PositionSelectByTicket((ulong)ticket))
         return(false);
      double level = PositionGetDouble(which == "sl" ? POSITION_SL : POSITION_TP);
      double point = SymbolInfoDouble(PositionGetString(POSITION_SYMBOL), SYMBOL_POINT);
      return(MathAbs(level - StringToDouble(price)) < point / 2);
     }
   virtual int       ownOrders()
     {
      int count = 0;
      for(int i = PositionsTotal() - 1; i >= 0; i--)
         if(PositionGetTicket(i) > 0 && PositionGetInteger(POSITION_MAGIC) != 0)
            count++;
      for(int j = OrdersTotal() - 1; j >= 0; j--)
         if(OrderGetTicket(j) > 0 && OrderGetInteger(ORDER_MAGIC) != 0)
            count++;
      return(count);
     }
   virtual void      send(KeelRequest &request, KeelResult &result)
     {
      MqlTradeRequest r;
      MqlTradeResult a;
      ZeroMemory(r);
      ZeroMemory(a);
      r.magic = (ulong)request.magic;
      r.comment = request.comment;
      r.deviation = (ulong)request.deviation;
      if(request.op == "NEW")
         fillNew(request, r);
      if(request.op == "CLOSE" && PositionSelectByTicket((ulong)request.ticket))
         fillClose(request, r);
      if(request.op == "PROTECT" && PositionSelectByTicket((ulong)request.ticket))
         fillProtect(request, r);
      if(request.op == "CANCEL")
        {
         r.action = TRADE_ACTION_REMOVE;
         r.order = (ulong)request.ticket;
        }
      if(request.op == "CLOSEBY")
        {
         r.action = TRADE_ACTION_CLOSE_BY;
         r.position = (ulong)request.ticket;
         r.position_by = (ulong)StringToInteger(request.price);
        }
      r.type_filling = filling(request.filling);
      ResetLastError();
      bool isSent = OrderSend(r, a);
      result.code = IntegerToString(!isSent && a.retcode == 0 ? (long)GetLastError() : (long)a.retcode);
      result.words = a.comment;
      result.order = (long)a.order;
      result.deal = (long)a.deal;
      result.volume = DoubleToString(a.volume, 8);
      result.price = DoubleToString(a.price, 8);
      result.bid = DoubleToString(a.bid, 8);
      result.ask = DoubleToString(a.ask, 8);
     }
   virtual bool      isSuccess(string op, string code)
     {
      return(code == "10008" || code == "10009" || code == "10010" || (op == "PROTECT" && code == "10025"));
     }
   virtual void      positions(KeelLines &rows)
     {
      for(int i = 0; i < PositionsTotal(); i++)
        {
         ulong ticket = PositionGetTicket(i);
         if(ticket == 0)
            continue;
         string symbol = PositionGetString(POSITION_SYMBOL);
         KeelJson json;
         json.text("row", "position");
         json.integer("ticket", (long)ticket);
         json.integer("id", PositionGetInteger(POSITION_IDENTIFIER));
         json.text("symbol", symbol);
         json.text("side", sideOf(PositionGetInteger(POSITION_TYPE), POSITION_TYPE_BUY));
         json.text("volume", DoubleToString(PositionGetDouble(POSITION_VOLUME), 8));
         json.text("price", DoubleToString(PositionGetDouble(POSITION_PRICE_OPEN), 8));
         json.text("sl", price(symbol, PositionGetDouble(POSITION_SL)));
         json.text("tp", price(symbol, PositionGetDouble(POSITION_TP)));
         json.integer("magic", PositionGetInteger(POSITION_MAGIC));
         json.text("comment", PositionGetString(POSITION_COMMENT));
         json.integer("at", PositionGetInteger(POSITION_TIME_MSC));
         json.text("profit", DoubleToString(PositionGetDouble(POSITION_PROFIT), 8));
         json.text("swap", DoubleToString(PositionGetDouble(POSITION_SWAP), 8));
         json.text("commission", "0");
         rows.add(json.line());
        }
     }
   virtual void      orders(KeelLines &rows)
     {
      for(int i = 0; i < OrdersTotal(); i++)
        {
         ulong ticket = OrderGetTicket(i);
         if(ticket == 0)
            continue;
         string symbol = OrderGetString(ORDER_SYMBOL);
         KeelJson json;
         json.text("row", "order");
         orderRow(json, ticket, false);
         json.text("limit", price(symbol, OrderGetDouble(ORDER_PRICE_STOPLIMIT)));
         json.text("sl", price(symbol, OrderGetDouble(ORDER_SL)));
         json.text("tp", price(symbol, OrderGetDouble(ORDER_TP)));
         json.integer("at", OrderGetInteger(ORDER_TIME_SETUP_MSC));
         json.integer("expires", OrderGetInteger(ORDER_TIME_EXPIRATION) * 1000);
         json.integer("state", OrderGetInteger(ORDER_STATE));
         rows.add(json.line());
        }
     }
   virtual void      history(long from, KeelLines &rows)
     {
      if(!HistorySelect((datetime)(from / 1000), (datetime)(TimeTradeServer() + 86400)))
         return;
      for(int i = 0; i < HistoryDealsTotal(); i++)
         dealRow(HistoryDealGetTicket(i), rows);
      for(int j = 0; j < HistoryOrdersTotal(); j++)
        {
         ulong ticket = HistoryOrderGetTicket(j);
         KeelJson json;
         json.text("row", "ended");
         orderRow(json, ticket, true);
         json.integer("at", HistoryOrderGetInteger(ticket, ORDER_TIME_DONE_MSC));
         json.text("state", endOf(HistoryOrderGetInteger(ticket, ORDER_STATE)));
         json.text("reason", reasonOf(HistoryOrderGetInteger(ticket, ORDER_REASON), ORDER_REASON_EXPERT, ORDER_REASON_SL, ORDER_REASON_TP, ORDER_REASON_SO, ORDER_REASON_CLIENT));
         rows.add(json.line());
        }
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
      ENUM_TIMEFRAMES frame = minutes == 1 ? PERIOD_M1 : (minutes == 5 ? PERIOD_M5 : (minutes == 15 ? PERIOD_M15
                              : (minutes == 30 ? PERIOD_M30 : (minutes == 60 ? PERIOD_H1 : (minutes == 240 ? PERIOD_H4
                              : (minutes == 1440 ? PERIOD_D1 : PERIOD_CURRENT))))));
      if(frame == PERIOD_CURRENT || !SymbolSelect(symbol, true))
         return("ea:symbol");
      MqlRates rates[];
      datetime to = (datetime)MathMin((double)TimeTradeServer(), (double)(from / 1000 + count * minutes * 60 - 1));
      int got = CopyRates(symbol, frame, (datetime)(from / 1000), to, rates);
      if(got < 0 || !SeriesInfoInteger(symbol, frame, SERIES_SYNCHRONIZED))
         return("ea:wait");
      for(int i = 0; i < got; i++)
        {
         if((long)rates[i].time + minutes * 60 > (long)TimeTradeServer())
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
         m_lastTick[i] = SymbolInfoInteger(m_subscribed[i], SYMBOL_TIME_MSC);
        }
     }
   virtual void      newTicks(KeelLines &lines)
     {
      MqlTick ticksOf[];
      for(int i = 0; i < ArraySize(m_subscribed); i++)
        {
         string s = m_subscribed[i];
         int got = CopyTicksRange(s, ticksOf, COPY_TICKS_ALL, (ulong)(m_lastTick[i] + 1), 0);
         for(int j = 0; j < got; j++)
           {
            KeelJson json;
            json.text("s", s);
            json.integer("t", ticksOf[j].time_msc);
            json.text("b", price(s, ticksOf[j].bid));
            json.text("a", price(s, ticksOf[j].ask));
            json.text("l", price(s, ticksOf[j].last));
            json.text("v", IntegerToString((long)ticksOf[j].volume));
            json.integer("f", (long)ticksOf[j].flags);
            lines.add(json.line());
            m_lastTick[i] = ticksOf[j].time_msc;
           }
        }
     }
   virtual void      pendings(REF(long, tickets), REF(long, magics))
     {
      for(int i = OrdersTotal() - 1; i >= 0; i--)
        {
         ulong ticket = OrderGetTicket(i);
         if(ticket == 0 || kindOf(OrderGetInteger(ORDER_TYPE)) == "market")
            continue;
         int count = ArraySize(tickets);
         ArrayResize(tickets, count + 1);
         ArrayResize(magics, count + 1);
         tickets[count] = (long)ticket;
         magics[count] = OrderGetInteger(ORDER_MAGIC);
        }
     }
   virtual void      show(string words) { Comment("Keel: " + words); }
  };

#endif
