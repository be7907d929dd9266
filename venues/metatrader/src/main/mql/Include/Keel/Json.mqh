//+------------------------------------------------------------------+
//| Flat JSON objects of strings and integers, see section 2 of      |
//| docs/metatrader-protocol.md.                                     |
//+------------------------------------------------------------------+
#ifndef KEEL_JSON
#define KEEL_JSON

#include "Subset.mqh"

const int KEEL_LONGEST_INTEGER = 18;

//--- a character as \uXXXX
string KeelEscaped(int c)
  {
   string digits = "0123456789abcdef";
   return("\\u" + StringSubstr(digits, (c >> 12) & 15, 1) + StringSubstr(digits, (c >> 8) & 15, 1)
          + StringSubstr(digits, (c >> 4) & 15, 1) + StringSubstr(digits, c & 15, 1));
  }

//--- a text between quotes, in plain ASCII
string KeelQuoted(string text)
  {
   string quoted = "\"";
   for(int i = 0; i < StringLen(text); i++)
     {
      int c = StringGetCharacter(text, i);
      if(c == '"' || c == '\\')
         quoted = quoted + "\\" + StringSubstr(text, i, 1);
      else
         if(c >= 32 && c <= 126)
            quoted = quoted + StringSubstr(text, i, 1);
         else
            quoted = quoted + KeelEscaped(c);
     }
   return(quoted + "\"");
  }

//--- writes an object, field by field
class KeelJson
  {
private:
   string            m_out;
   void              name(string field)
     {
      m_out = m_out + (StringLen(m_out) == 0 ? "{" : ",") + "\"" + field + "\":";
     }

public:
                     KeelJson() { m_out = ""; }
   void              text(string field, string value)
     {
      name(field);
      m_out = m_out + KeelQuoted(value);
     }
   void              integer(string field, long value)
     {
      name(field);
      m_out = m_out + IntegerToString(value);
     }
   //--- a value that is written already
   void              raw(string field, string value)
     {
      name(field);
      m_out = m_out + value;
     }
   string            line() { return(StringLen(m_out) == 0 ? "{}" : m_out + "}"); }
  };

//--- reads an object; what is not exactly of the form is refused
class KeelFields
  {
private:
   DYN(string, m_names);
   DYN(string, m_values);
   DYN(int, m_texts);
   int               m_count;
   int               m_at;

   int               find(string field)
     {
      for(int i = 0; i < m_count; i++)
         if(m_names[i] == field)
            return(i);
      return(-1);
     }
   bool              take(string line, int c)
     {
      if(m_at >= StringLen(line) || StringGetCharacter(line, m_at) != c)
         return(false);
      m_at++;
      return(true);
     }
   bool              readText(string line, string &value)
     {
      value = "";
      if(!take(line, '"'))
         return(false);
      while(m_at < StringLen(line))
        {
         int c = StringGetCharacter(line, m_at);
         m_at++;
         if(c == '"')
            return(true);
         if(c < 32 || c > 126)
            return(false);
         if(c == '\\')
           {
            if(m_at >= StringLen(line))
               return(false);
            int e = StringGetCharacter(line, m_at);
            m_at++;
            if(e == '"' || e == '\\')
               value = value + ShortToString((ushort)e);
            else
               if(e == 'u')
                 {
                  int code = readCode(line);
                  if(code < 0)
                     return(false);
                  value = value + ShortToString((ushort)code);
                 }
               else
                  return(false);
           }
         else
            value = value + ShortToString((ushort)c);
        }
      return(false);
     }
   int               readCode(string line)
     {
      int code = 0;
      for(int i = 0; i < 4; i++)
        {
         if(m_at >= StringLen(line))
            return(-1);
         int c = StringGetCharacter(line, m_at);
         m_at++;
         int digit = -1;
         if(c >= '0' && c <= '9')
            digit = c - '0';
         if(c >= 'a' && c <= 'f')
            digit = c - 'a' + 10;
         if(c >= 'A' && c <= 'F')
            digit = c - 'A' + 10;
         if(digit < 0)
            return(-1);
         code = code * 16 + digit;
        }
      return(code);
     }
   bool              readInteger(string line, string &value)
     {
      int begin = m_at;
      if(m_at < StringLen(line) && StringGetCharacter(line, m_at) == '-')
         m_at++;
      int digits = 0;
      while(m_at < StringLen(line))
        {
         int c = StringGetCharacter(line, m_at);
         if(c < '0' || c > '9')
            break;
         m_at++;
         digits++;
        }
      value = StringSubstr(line, begin, m_at - begin);
      return(digits >= 1 && digits <= KEEL_LONGEST_INTEGER);
     }
   bool              add(string field, string value, int isText)
     {
      if(find(field) >= 0)
         return(false);
      m_count++;
      ArrayResize(m_names, m_count);
      ArrayResize(m_values, m_count);
      ArrayResize(m_texts, m_count);
      m_names[m_count - 1] = field;
      m_values[m_count - 1] = value;
      m_texts[m_count - 1] = isText;
      return(true);
     }

public:
                     KeelFields() { m_count = 0; m_at = 0; }
   bool              parse(string line)
     {
      m_count = 0;
      m_at = 0;
      if(!take(line, '{'))
         return(false);
      if(take(line, '}'))
         return(m_at == StringLen(line));
      while(true)
        {
         string field;
         string value;
         if(!readText(line, field) || !take(line, ':'))
            return(false);
         bool isText = m_at < StringLen(line) && StringGetCharacter(line, m_at) == '"';
         bool isRead = isText ? readText(line, value) : readInteger(line, value);
         if(!isRead || !add(field, value, isText ? 1 : 0))
            return(false);
         if(take(line, '}'))
            return(m_at == StringLen(line));
         if(!take(line, ','))
            return(false);
        }
      return(false);
     }
   bool              hasText(string field)
     {
      int i = find(field);
      return(i >= 0 && m_texts[i] == 1);
     }
   bool              hasInteger(string field)
     {
      int i = find(field);
      return(i >= 0 && m_texts[i] == 0);
     }
   //--- empty if it is not there
   string            text(string field)
     {
      int i = find(field);
      return(i >= 0 && m_texts[i] == 1 ? m_values[i] : "");
     }
   //--- 0 if it is not there
   long              integer(string field)
     {
      int i = find(field);
      return(i >= 0 && m_texts[i] == 0 ? StringToInteger(m_values[i]) : 0);
     }
   //--- copies all fields but two
   void              copyTo(KeelJson &json, string without, string andWithout)
     {
      for(int i = 0; i < m_count; i++)
        {
         if(m_names[i] == without || m_names[i] == andWithout)
            continue;
         if(m_texts[i] == 1)
            json.text(m_names[i], m_values[i]);
         else
            json.raw(m_names[i], m_values[i]);
        }
     }
  };

//--- whether a text is a decimal number that is not below zero
bool KeelIsDecimal(string text)
  {
   int points = 0;
   int digits = 0;
   for(int i = 0; i < StringLen(text); i++)
     {
      int c = StringGetCharacter(text, i);
      if(c == '.')
        {
         points++;
         if(digits == 0)
            return(false);
         digits = 0;
        }
      else
         if(c >= '0' && c <= '9')
            digits++;
         else
            return(false);
     }
   return(points <= 1 && digits > 0 && StringLen(text) <= 30);
  }

#endif
