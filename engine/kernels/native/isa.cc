// All cells for one kind of machine code: compiled once for each, with UNROLL_AVX512, UNROLL_AVX2 or neither.
#include "lstm.h"
#include "norm_lstm.h"
#include "gru.h"
#include "simple.h"
#include "loss.h"
#include "multiply.h"

namespace unroll {
namespace UNROLL_ISA {

#define UNROLL_TEXT_OF(x) #x
#define UNROLL_TEXT(x) UNROLL_TEXT_OF(x)

extern const Cells kCells;
const Cells kCells = {UNROLL_TEXT(UNROLL_ISA), lstmForward, lstmBackward, normLstmForward, normLstmBackward, gruForward, gruBackward, simpleForward, simpleBackward, measureLoss, multiply};

}  // namespace UNROLL_ISA
}  // namespace unroll
