//+------------------------------------------------------------------+
//| The Expert Advisor of Keel for MetaTrader 5. Put it on any chart,|
//| paste the pairing key, allow algo trading: docs/metatrader.md.   |
//+------------------------------------------------------------------+
#property copyright "Keel"
#property version   "1.0"
#property description "Connects this terminal to Keel."

#include <Keel/Terminal5.mqh>

input string PairingKey = "";        // 64 digits, as Keel shows them
input double MaxLots = 0;            // most lots of one order, 0: no limit
input int    MaxOrders = 0;          // most positions and orders, 0: no limit
input string Symbols = "";           // symbols that may be traded, with commas; empty: all
input int    DeadManSeconds = 0;     // cancels pending orders when Keel is silent so long, 0: never

KeelTerminal5 g_terminal;
KeelCore      g_core;

int OnInit()
  {
   string wrong = g_core.start(PairingKey, MaxLots, MaxOrders, Symbols, DeadManSeconds, g_terminal);
   g_terminal.show(wrong == "" ? "connected" : wrong);
   if(wrong != "")
     {
      Print("Keel: ", wrong);
      return(INIT_FAILED);
     }
   return(EventSetMillisecondTimer(10) ? INIT_SUCCEEDED : INIT_FAILED);
  }

void OnDeinit(const int reason)
  {
   EventKillTimer();
   g_core.stop();
   Comment("");
  }

void OnTimer()
  {
   g_core.turn(g_terminal);
  }

void OnTick()
  {
   g_core.turn(g_terminal);
  }

//--- a hint only: several come for one request, and none is promised
void OnTradeTransaction(const MqlTradeTransaction &transaction, const MqlTradeRequest &request, const MqlTradeResult &result)
  {
   g_core.traded();
  }
