//+------------------------------------------------------------------+
//| SHA-256 and HMAC, in the subset that MQL4, MQL5 and C++ share.   |
//| Reference: FIPS 180-4 (2015), section 6.2; RFC 2104 (1997).      |
//+------------------------------------------------------------------+
#ifndef KEEL_SHA256
#define KEEL_SHA256

#include "Subset.mqh"

const uint KEEL_ROUNDS[64] =
  {
   0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
   0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
   0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
   0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
   0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
   0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
   0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
   0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
  };

uint KeelTurn(uint value, int bits)
  {
   return((value >> bits) | (value << (32 - bits)));
  }

//--- one block of 64 bytes, taken into the eight words of the state
void KeelBlock(REF(uint, state), REF(uchar, data), int begin)
  {
   uint w[64];
   for(int i = 0; i < 16; i++)
     {
      int at = begin + 4 * i;
      w[i] = ((uint)data[at] << 24) | ((uint)data[at + 1] << 16) | ((uint)data[at + 2] << 8) | (uint)data[at + 3];
     }
   for(int j = 16; j < 64; j++)
     {
      uint s0 = KeelTurn(w[j - 15], 7) ^ KeelTurn(w[j - 15], 18) ^ (w[j - 15] >> 3);
      uint s1 = KeelTurn(w[j - 2], 17) ^ KeelTurn(w[j - 2], 19) ^ (w[j - 2] >> 10);
      w[j] = w[j - 16] + s0 + w[j - 7] + s1;
     }
   uint a = state[0], b = state[1], c = state[2], d = state[3];
   uint e = state[4], f = state[5], g = state[6], h = state[7];
   for(int k = 0; k < 64; k++)
     {
      uint s1 = KeelTurn(e, 6) ^ KeelTurn(e, 11) ^ KeelTurn(e, 25);
      uint choice = (e & f) ^ ((~e) & g);
      uint t1 = h + s1 + choice + KEEL_ROUNDS[k] + w[k];
      uint s0 = KeelTurn(a, 2) ^ KeelTurn(a, 13) ^ KeelTurn(a, 22);
      uint majority = (a & b) ^ (a & c) ^ (b & c);
      uint t2 = s0 + majority;
      h = g;
      g = f;
      f = e;
      e = d + t1;
      d = c;
      c = b;
      b = a;
      a = t1 + t2;
     }
   state[0] += a;
   state[1] += b;
   state[2] += c;
   state[3] += d;
   state[4] += e;
   state[5] += f;
   state[6] += g;
   state[7] += h;
  }

//--- the 32 bytes of the hash of all bytes
void KeelSha256(REF(uchar, bytes), REF(uchar, hash))
  {
   int size = ArraySize(bytes);
   int padded = ((size + 8) / 64 + 1) * 64;
   DYN(uchar, data);
   ArrayResize(data, padded);
   for(int i = 0; i < padded; i++)
      data[i] = 0;
   for(int j = 0; j < size; j++)
      data[j] = bytes[j];
   data[size] = 0x80;
   long bits = (long)size * 8;
   for(int k = 0; k < 8; k++)
      data[padded - 1 - k] = (uchar)((bits >> (8 * k)) & 0xFF);
   DYN(uint, state);
   ArrayResize(state, 8);
   state[0] = 0x6a09e667;
   state[1] = 0xbb67ae85;
   state[2] = 0x3c6ef372;
   state[3] = 0xa54ff53a;
   state[4] = 0x510e527f;
   state[5] = 0x9b05688c;
   state[6] = 0x1f83d9ab;
   state[7] = 0x5be0cd19;
   for(int block = 0; block < padded; block += 64)
      KeelBlock(state, data, block);
   ArrayResize(hash, 32);
   for(int m = 0; m < 32; m++)
      hash[m] = (uchar)((state[m / 4] >> (24 - 8 * (m % 4))) & 0xFF);
  }

//--- the bytes of a text of plain ASCII
void KeelBytes(string text, REF(uchar, bytes))
  {
   int size = StringLen(text);
   ArrayResize(bytes, size);
   for(int i = 0; i < size; i++)
      bytes[i] = (uchar)StringGetCharacter(text, i);
  }

string KeelHex(REF(uchar, bytes))
  {
   string digits = "0123456789abcdef";
   string text = "";
   for(int i = 0; i < ArraySize(bytes); i++)
      text = text + StringSubstr(digits, bytes[i] / 16, 1) + StringSubstr(digits, bytes[i] % 16, 1);
   return(text);
  }

//--- the bytes of hexadecimal digits; false if they are none
bool KeelUnhex(string text, REF(uchar, bytes))
  {
   int size = StringLen(text);
   if(size == 0 || size % 2 != 0)
      return(false);
   ArrayResize(bytes, size / 2);
   for(int i = 0; i < size; i++)
     {
      int c = StringGetCharacter(text, i);
      int digit = -1;
      if(c >= '0' && c <= '9')
         digit = c - '0';
      if(c >= 'a' && c <= 'f')
         digit = c - 'a' + 10;
      if(c >= 'A' && c <= 'F')
         digit = c - 'A' + 10;
      if(digit < 0)
         return(false);
      if(i % 2 == 0)
         bytes[i / 2] = (uchar)(digit * 16);
      else
         bytes[i / 2] = (uchar)(bytes[i / 2] + digit);
     }
   return(true);
  }

//--- HMAC-SHA256 with a key of at most 64 bytes, as 64 digits
string KeelMac(REF(uchar, key), string text)
  {
   DYN(uchar, message);
   KeelBytes(text, message);
   int size = ArraySize(message);
   DYN(uchar, inner);
   ArrayResize(inner, 64 + size);
   DYN(uchar, outer);
   ArrayResize(outer, 96);
   for(int i = 0; i < 64; i++)
     {
      uchar k = 0;
      if(i < ArraySize(key))
         k = key[i];
      inner[i] = (uchar)(k ^ 0x36);
      outer[i] = (uchar)(k ^ 0x5C);
     }
   for(int j = 0; j < size; j++)
      inner[64 + j] = message[j];
   DYN(uchar, hash);
   KeelSha256(inner, hash);
   for(int m = 0; m < 32; m++)
      outer[64 + m] = hash[m];
   KeelSha256(outer, hash);
   return(KeelHex(hash));
  }

//--- whether two texts are the same, in a time that does not tell where they differ
bool KeelSameMac(string a, string b)
  {
   if(StringLen(a) != StringLen(b))
      return(false);
   int different = 0;
   for(int i = 0; i < StringLen(a); i++)
      different = different | (StringGetCharacter(a, i) ^ StringGetCharacter(b, i));
   return(different == 0);
  }

#endif
