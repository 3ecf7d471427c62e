#pragma once

namespace unroll {

void registerLossOperation();

}  // namespace unroll
