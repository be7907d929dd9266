//+------------------------------------------------------------------+
//| The files of the mailbox: whole messages, and logs that only     |
//| grow. See sections 1 and 2 of docs/metatrader-protocol.md.       |
//+------------------------------------------------------------------+
#ifndef KEEL_FILES
#define KEEL_FILES

#include "Subset.mqh"
#include "Sha256.mqh"

const int KEEL_LONGEST_FILE = 4194304;

//--- a number with leading zeros
string KeelPadded(long value, int digits)
  {
   string text = IntegerToString(value);
   while(StringLen(text) < digits)
      text = "0" + text;
   return(text);
  }

//--- the whole of a file, which is plain ASCII; false if it cannot be read now
bool KeelRead(string name, string &text)
  {
   text = "";
   int handle = FileOpen(name, FILE_READ | FILE_BIN | FILE_SHARE_READ | FILE_SHARE_WRITE);
   if(handle == INVALID_HANDLE)
      return(false);
   DYN(uchar, bytes);
   int size = (int)FileSize(handle);
   bool isRead = size > 0;
   if(isRead)
     {
      ArrayResize(bytes, size);
      isRead = (int)FileReadArray(handle, bytes, 0, size) == size;
     }
   FileClose(handle);
   if(isRead)
      text = CharArrayToString(bytes, 0, size, CP_ACP);
   return(isRead);
  }

//--- writes a file beside its name and moves it there, so that nobody sees a part of it
bool KeelReplace(string name, string text)
  {
   string beside = StringSubstr(name, 0, StringLen(name) - 4) + ".tmp";
   int handle = FileOpen(beside, FILE_WRITE | FILE_BIN);
   if(handle == INVALID_HANDLE)
      return(false);
   DYN(uchar, bytes);
   KeelBytes(text, bytes);
   int size = ArraySize(bytes);
   bool isWritten = (int)FileWriteArray(handle, bytes, 0, size) == size;
   FileFlush(handle);
   FileClose(handle);
   return(isWritten && FileMove(beside, 0, name, FILE_REWRITE));
  }

//--- a message: its MAC, and its lines
bool KeelSend(REF(uchar, key), string name, string lines)
  {
   return(KeelReplace(name, KeelMac(key, lines) + "\n" + lines));
  }

//--- reads a message; 1 if it is whole and signed, 0 if it cannot be read now, -1 if its MAC is wrong
int KeelReceive(REF(uchar, key), string name, string &lines)
  {
   string text;
   lines = "";
   if(!KeelRead(name, text))
      return(0);
   if(StringLen(text) < 66 || StringGetCharacter(text, 64) != '\n')
      return(-1);
   lines = StringSubstr(text, 65, StringLen(text) - 65);
   bool isSigned = KeelSameMac(KeelMac(key, lines), StringSubstr(text, 0, 64));
   bool isWhole = StringGetCharacter(lines, StringLen(lines) - 1) == '\n';
   return(isSigned && isWhole ? 1 : -1);
  }

//--- the first line of a text, without its end
string KeelFirstLine(string lines)
  {
   int end = StringFind(lines, "\n", 0);
   return(end < 0 ? lines : StringSubstr(lines, 0, end));
  }

//--- a file that only grows, line by line, each on the disk before anything else happens
class KeelLog
  {
private:
   int               m_handle;
   long              m_size;

public:
                     KeelLog() { m_handle = INVALID_HANDLE; m_size = 0; }
   bool              open(string name)
     {
      close();
      m_handle = FileOpen(name, FILE_READ | FILE_WRITE | FILE_BIN | FILE_SHARE_READ);
      if(m_handle == INVALID_HANDLE)
         return(false);
      FileSeek(m_handle, 0, SEEK_END);
      m_size = (long)FileTell(m_handle);
      return(true);
     }
   bool              isOpen() { return(m_handle != INVALID_HANDLE); }
   long              size() { return(m_size); }
   bool              append(string line)
     {
      if(m_handle == INVALID_HANDLE)
         return(false);
      DYN(uchar, bytes);
      KeelBytes(line + "\n", bytes);
      int size = ArraySize(bytes);
      FileSeek(m_handle, 0, SEEK_END);
      if((int)FileWriteArray(m_handle, bytes, 0, size) != size)
         return(false);
      FileFlush(m_handle);
      m_size = m_size + size;
      return(true);
     }
   void              close()
     {
      if(m_handle != INVALID_HANDLE)
         FileClose(m_handle);
      m_handle = INVALID_HANDLE;
     }
  };

#endif
