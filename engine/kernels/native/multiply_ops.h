#pragma once

namespace unroll {

void registerMultiplyOperation();

}  // namespace unroll
