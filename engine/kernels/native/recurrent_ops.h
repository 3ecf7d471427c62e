#pragma once

namespace unroll {

// UnrollLstm, UnrollGru, UnrollSimpleRnn and their gradients.
void registerRecurrentOperations();

}  // namespace unroll
