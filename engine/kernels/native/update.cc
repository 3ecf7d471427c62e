#include "update.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "pool.h"

namespace unroll {
namespace {

// Weights are changed in pieces of this many numbers, so that threads have something to share and caches hold a piece.
constexpr long kPiece = 16384;

inline float cut(float g, float limit) { return limit > 0 ? (g > limit ? limit : (g < -limit ? -limit : g)) : g; }

// The rule for one piece; simple enough for the compiler to use vectors.
template <Rule kRule>
void change(const Hyper& h, const Change& c, long from, long to) {
  const float rate = h.rate, a = h.first, b = h.second, epsilon = h.epsilon, aRest = h.firstRest, bRest = h.secondRest;
  for (long i = from; i < to; i++) {
    // Values are cut first, norms are shrunk behind, as the loop of training orders them.
    const float g = cut(c.gradient[i], c.limit) * c.scale, w = c.weight[i];
    if constexpr (kRule == Rule::kSgd) c.newWeight[i] = w - rate * g;
    if constexpr (kRule == Rule::kMomentum || kRule == Rule::kNesterov) {
      const float velocity = c.slotA[i] * a - g * rate;
      c.newSlotA[i] = velocity;
      c.newWeight[i] = kRule == Rule::kNesterov ? w + (velocity * a - g * rate) : w + velocity;
    }
    if constexpr (kRule == Rule::kRmsprop || kRule == Rule::kRmspropMomentum) {
      const float velocity = a * c.slotA[i] + aRest * (g * g);
      const float increment = rate * g / std::sqrt(velocity + epsilon);
      c.newSlotA[i] = velocity;
      if constexpr (kRule == Rule::kRmspropMomentum) {
        const float carried = b * c.slotB[i] + increment;
        c.newSlotB[i] = carried;
        c.newWeight[i] = w - carried;
      } else {
        c.newWeight[i] = w - increment;
      }
    }
    if constexpr (kRule == Rule::kAdam) {
      const float m = c.slotA[i] + (g - c.slotA[i]) * aRest;
      const float v = c.slotB[i] + (g * g - c.slotB[i]) * bRest;
      c.newSlotA[i] = m, c.newSlotB[i] = v;
      c.newWeight[i] = w - m * rate / (std::sqrt(v) + epsilon);
    }
    if constexpr (kRule == Rule::kAdagrad) {
      const float sum = c.slotA[i] + g * g;
      c.newSlotA[i] = sum;
      c.newWeight[i] = w - rate * g / std::sqrt(sum + epsilon);
    }
    if constexpr (kRule == Rule::kAdamax) {
      const float m = c.slotA[i] + (g - c.slotA[i]) * aRest;
      const float u = std::max(b * c.slotB[i], std::fabs(g));
      c.newSlotA[i] = m, c.newSlotB[i] = u;
      c.newWeight[i] = w - rate * m / (u + epsilon);
    }
  }
}

using Apply = void (*)(const Hyper&, const Change&, long, long);
constexpr Apply kApply[] = {change<Rule::kSgd>, change<Rule::kMomentum>, change<Rule::kNesterov>, change<Rule::kRmsprop>, change<Rule::kRmspropMomentum>, change<Rule::kAdam>, change<Rule::kAdagrad>, change<Rule::kAdamax>};

// Calls work(array, from, to, piece) for every piece of arrays of these sizes. A piece is one thread's, whoever that is: the numbers
// do not depend on it. The same piece is the same thread's each time, so what was read lately is at hand.
template <typename SizeOf, typename Function>
void overPieces(int count, const SizeOf& sizeOf, const Function& work) {
  long size = 0;
  for (int i = 0; i < count; i++) size += sizeOf(i);
  const int shares = static_cast<int>(std::min<long>(threadCount(), std::max<long>(1, size / (4 * kPiece))));
  const auto own = [&](int index, int all) {
    long piece = 0;
    for (int i = 0; i < count; i++) {
      for (long from = 0; from < sizeOf(i); from += kPiece, piece++) {
        if (piece % all == index) work(i, from, std::min(from + kPiece, sizeOf(i)), piece);
      }
    }
  };
  runWork(shares, [](const void* context, int index, int all) { (*static_cast<const decltype(own)*>(context))(index, all); }, &own);
}

// Sixteen sums side by side, added up in one order: quick, and the same for every number of threads.
template <bool kCuts>
double squareSum(const float* numbers, long size, float limit) {
  constexpr int kSums = 16;
  double sums[kSums] = {};
  const auto square = [&](float number) {
    const double value = kCuts ? cut(number, limit) : number;
    return value * value;
  };
  long at = 0;
  for (; at + kSums <= size; at += kSums) {
    for (int k = 0; k < kSums; k++) sums[k] += square(numbers[at + k]);
  }
  for (int k = 0; at < size; at++, k++) sums[k] += square(numbers[at]);
  double sum = 0;
  for (double one : sums) sum += one;
  return sum;
}

}  // namespace

int slotsOf(Rule rule) {
  switch (rule) {
    case Rule::kSgd:
      return 0;
    case Rule::kMomentum:
    case Rule::kNesterov:
    case Rule::kRmsprop:
    case Rule::kAdagrad:
      return 1;
    default:
      return 2;
  }
}

void update(Rule rule, const Hyper& hyper, const Change* changes, int count) {
  const Apply apply = kApply[static_cast<int>(rule)];
  overPieces(count, [&](int i) { return changes[i].size; }, [&](int i, long from, long to, long) { apply(hyper, changes[i], from, to); });
}

void squareSums(const float* const* gradients, const long* sizes, int count, float limit, double* sums) {
  long pieces = 0;
  for (int i = 0; i < count; i++) pieces += (sizes[i] + kPiece - 1) / kPiece;
  std::vector<double> found(pieces);
  overPieces(count, [&](int i) { return sizes[i]; }, [&](int i, long from, long to, long piece) {
    found[piece] = limit > 0 ? squareSum<true>(gradients[i] + from, to - from, limit) : squareSum<false>(gradients[i] + from, to - from, limit);
  });
  long piece = 0;
  for (int i = 0; i < count; i++) {
    sums[i] = 0;
    for (long from = 0; from < sizes[i]; from += kPiece) sums[i] += found[piece++];
  }
}

}  // namespace unroll
