//+------------------------------------------------------------------+
//| The journal: what was about to be done, and what came of it,     |
//| written before and after each request. Section 5 of              |
//| docs/metatrader-protocol.md.                                     |
//+------------------------------------------------------------------+
#ifndef KEEL_JOURNAL
#define KEEL_JOURNAL

#include "Json.mqh"
#include "Files.mqh"

//--- what is known of the latest command
class KeelLatest
  {
public:
   long              seq;
   int               begun;
   int               done;
   bool              ended;
   string            sending;
   string            end;
   DYN(string, dones);

                     KeelLatest() { reset(0); }
   void              reset(long number)
     {
      seq = number;
      begun = 0;
      done = 0;
      ended = false;
      sending = "";
      end = "";
      ArrayResize(dones, 0);
     }
   void              addDone(string line)
     {
      done++;
      ArrayResize(dones, done);
      dones[done - 1] = line;
     }
  };

class KeelJournal
  {
private:
   KeelLog           m_log;
   DYN(uchar, m_key);
   DYN(long, m_magics);
   long              m_epoch;

   void              take(string line)
     {
      if(StringLen(line) < 66 || StringGetCharacter(line, 64) != ' ')
         return;
      string json = StringSubstr(line, 65, StringLen(line) - 65);
      KeelFields fields;
      if(!KeelSameMac(KeelMac(m_key, json), StringSubstr(line, 0, 64)) || !fields.parse(json)
         || fields.text("type") != "journal")
         return;
      note(fields, json);
     }
   void              note(KeelFields &fields, string json)
     {
      string state = fields.text("state");
      if(state == "START" && fields.integer("epoch") > m_epoch)
         m_epoch = fields.integer("epoch");
      long seq = fields.integer("seq");
      if(state == "START" || seq == 0)
         return;
      if(seq > latest.seq)
         latest.reset(seq);
      if(seq < latest.seq)
         return;
      if(state == "SENDING")
        {
         latest.begun++;
         latest.sending = json;
         remember(fields.integer("magic"));
        }
      if(state == "DONE")
         latest.addDone(json);
      if(state == "END")
        {
         latest.ended = true;
         latest.end = json;
        }
     }
   void              remember(long magic)
     {
      if(isOurs(magic))
         return;
      int count = ArraySize(m_magics);
      ArrayResize(m_magics, count + 1);
      m_magics[count] = magic;
     }

public:
   KeelLatest        latest;

                     KeelJournal() { m_epoch = 0; }
   long              latestEpoch() { return(m_epoch); }
   bool              isOurs(long magic)
     {
      for(int i = ArraySize(m_magics) - 1; i >= 0; i--)
         if(m_magics[i] == magic)
            return(true);
      return(false);
     }
   //--- reads what there is and opens it for more; a last line that was cut is ended
   bool              open(REF(uchar, key), string name)
     {
      ArrayResize(m_key, ArraySize(key));
      for(int i = 0; i < ArraySize(key); i++)
         m_key[i] = key[i];
      string text = "";
      bool isThere = FileIsExist(name, 0);
      if(isThere && !KeelRead(name, text) && StringLen(text) > 0)
         return(false);
      int begin = 0;
      while(begin < StringLen(text))
        {
         int end = StringFind(text, "\n", begin);
         if(end < 0)
            break;
         take(StringSubstr(text, begin, end - begin));
         begin = end + 1;
        }
      if(!m_log.open(name))
         return(false);
      return(begin >= StringLen(text) || m_log.append(""));
     }
   //--- writes a line to the disk; false if nothing may be sent after it
   bool              write(string json)
     {
      if(!m_log.append(KeelMac(m_key, json) + " " + json))
         return(false);
      KeelFields fields;
      if(fields.parse(json))
         note(fields, json);
      return(true);
     }
   void              close() { m_log.close(); }
  };

#endif
