#pragma once

namespace unroll {

// UnrollUpdate: clipping and the optimiser's rule for all weights at once.
void registerUpdateOperation();

}  // namespace unroll
