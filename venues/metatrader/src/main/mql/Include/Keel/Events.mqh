//+------------------------------------------------------------------+
//| Events and ticks as they come. They only make Keel faster: what  |
//| counts is what it asks for. Section 7 of                         |
//| docs/metatrader-protocol.md.                                     |
//+------------------------------------------------------------------+
#ifndef KEEL_EVENTS
#define KEEL_EVENTS

#include "Files.mqh"
#include "Terminal.mqh"

const long KEEL_LONGEST_PART = 4194304;
const long KEEL_HISTORY_BACK = 3600000;

//--- a log that goes on in another file when it is long
class KeelParts
  {
private:
   KeelLog           m_log;
   string            m_folder;
   long              m_epoch;
   int               m_part;

public:
                     KeelParts() { m_folder = ""; m_epoch = 0; m_part = 0; }
   void              start(string folder, long epoch)
     {
      m_folder = folder;
      m_epoch = epoch;
      m_part = 0;
      next();
     }
   string            name(int part)
     {
      return(m_folder + KeelPadded(m_epoch, 13) + "-" + KeelPadded(part, 6) + ".log");
     }
   void              next()
     {
      m_part++;
      m_log.open(name(m_part));
     }
   int               part() { return(m_part); }
   bool              append(string line)
     {
      if(m_log.size() >= KEEL_LONGEST_PART)
         next();
      return(m_log.append(line));
     }
   void              close() { m_log.close(); }
  };

class KeelEvents
  {
private:
   KeelParts         m_events;
   KeelParts         m_ticks;
   DYN(uchar, m_key);
   DYN(string, m_seen);
   DYN(long, m_lastOf);
   int               m_kept;
   long              m_n;
   bool              m_primed;
   long              m_from;

   bool              isSeen(string key)
     {
      for(int i = ArraySize(m_seen) - 1; i >= 0; i--)
         if(m_seen[i] == key)
            return(true);
      return(false);
     }
   void              remember(string key)
     {
      int count = ArraySize(m_seen);
      if(count >= 4096)
        {
         for(int i = 0; i < count / 2; i++)
            m_seen[i] = m_seen[i + count / 2];
         count = count / 2;
         ArrayResize(m_seen, count);
        }
      ArrayResize(m_seen, count + 1, 512);
      m_seen[count] = key;
     }
   //--- what makes a row another one: not its floating profit
   string            keyOf(KeelFields &row)
     {
      return(row.text("row") + " " + IntegerToString(row.integer("ticket")) + " " + row.text("volume") + " "
             + row.text("left") + " " + row.text("price") + " " + row.text("sl") + " " + row.text("tp") + " "
             + IntegerToString(row.integer("at")));
     }
   void              tell(string rowLine)
     {
      KeelFields row;
      if(!row.parse(rowLine) || row.text("row") == "")
         return;
      string key = keyOf(row);
      if(isSeen(key))
         return;
      remember(key);
      if(!m_primed)
         return;
      KeelJson json;
      json.text("type", "evt");
      json.integer("n", m_n + 1);
      row.copyTo(json, "type", "n");
      string line = json.line();
      if(m_events.append(KeelMac(m_key, line) + " " + line))
         m_n++;
      noteLast();
     }
   void              noteLast()
     {
      int parts = m_events.part() + 1;
      if(ArraySize(m_lastOf) < parts)
         ArrayResize(m_lastOf, parts);
      m_lastOf[m_events.part()] = m_n;
     }

public:
                     KeelEvents() { m_kept = 1; m_n = 0; m_primed = false; m_from = 0; }
   void              start(REF(uchar, key), string folder, long epoch)
     {
      ArrayResize(m_key, ArraySize(key));
      for(int i = 0; i < ArraySize(key); i++)
         m_key[i] = key[i];
      m_n = 0;
      m_kept = 1;
      m_primed = false;
      m_events.start(folder + "evt\\", epoch);
      m_ticks.start(folder + "ticks\\", epoch);
     }
   long              latest() { return(m_n); }
   //--- what is there at the start is no event
   void              look(KeelTerminal &terminal)
     {
      KeelLines rows;
      terminal.positions(rows);
      terminal.orders(rows);
      if(m_from == 0)
         m_from = terminal.serverTime();
      if(m_from > 0)
         terminal.history(m_from - KEEL_HISTORY_BACK, rows);
      for(int i = 0; i < rows.count(); i++)
         tell(rows.at(i));
      m_primed = true;
     }
   void              takeTicks(KeelTerminal &terminal)
     {
      KeelLines lines;
      terminal.newTicks(lines);
      for(int i = 0; i < lines.count(); i++)
         m_ticks.append(lines.at(i));
      if(m_ticks.part() > 2)
         FileDelete(m_ticks.name(m_ticks.part() - 2));
     }
   //--- parts that Keel has are deleted, but for the current one
   void              acknowledged(long n)
     {
      while(m_kept < m_events.part() && m_kept < ArraySize(m_lastOf) && m_lastOf[m_kept] <= n)
        {
         FileDelete(m_events.name(m_kept));
         m_kept++;
        }
     }
   void              close()
     {
      m_events.close();
      m_ticks.close();
     }
  };

#endif
