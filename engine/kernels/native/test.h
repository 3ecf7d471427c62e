// What the native tests share.
#pragma once

#include <string>

namespace unroll {

// Prints what failed and counts it.
void expect(bool ok, const std::string& what);
// A whole number in [from, to], the same ones in every run.
int pick(int from, int to);

// The tests of porter.h, in porter_test.cc.
void checkPorter();

// The tests of multiply.h, in multiply_test.cc.
struct Cells;
void checkMultiply(const Cells& cells);

}  // namespace unroll
