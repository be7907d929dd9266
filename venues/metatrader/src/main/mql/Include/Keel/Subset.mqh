//+------------------------------------------------------------------+
//| The core of the Expert Advisor is written in what MQL4, MQL5 and |
//| C++ have in common: it is compiled and run by the tests of Keel, |
//| where no terminal can be had. Dynamic arrays are the one thing   |
//| that the three write differently.                                |
//+------------------------------------------------------------------+
#ifndef KEEL_SUBSET
#define KEEL_SUBSET

#ifdef __cplusplus
#include "mql.h"
#else
#define DYN(T, name) T name[]
#define REF(T, name) T &name[]
#endif

#endif
