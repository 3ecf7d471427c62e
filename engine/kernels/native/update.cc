#include "update.h"

#include <algorithm>
#include <cmath>

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

template <typename Function>
void share(int shares, const Function& work) {
  runWork(shares, [](const void* context, int index, int all) { (*static_cast<const Function*>(context))(index, all); }, &work);
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
  long size = 0;
  for (int i = 0; i < count; i++) size += changes[i].size;
  const int shares = static_cast<int>(std::min<long>(threadCount(), std::max<long>(1, size / (4 * kPiece))));
  share(shares, [&](int index, int all) {
    // Every piece is one thread's, whoever that is: the numbers do not depend on it.
    long piece = 0;
    for (int i = 0; i < count; i++) {
      for (long from = 0; from < changes[i].size; from += kPiece, piece++) {
        if (piece % all == index) kApply[static_cast<int>(rule)](hyper, changes[i], from, std::min(from + kPiece, changes[i].size));
      }
    }
  });
}

void squareSums(const float* const* gradients, const long* sizes, int count, float limit, double* sums) {
  for (int i = 0; i < count; i++) {
    // Sixteen sums side by side, added up in one order: quick, and the same for every number of threads.
    double parts[16] = {};
    const float* g = gradients[i];
    long at = 0;
    for (; at + 16 <= sizes[i]; at += 16) {
      for (int k = 0; k < 16; k++) {
        const float value = cut(g[at + k], limit);
        parts[k] += static_cast<double>(value) * value;
      }
    }
    for (int k = 0; at < sizes[i]; at++, k++) {
      const float value = cut(g[at], limit);
      parts[k] += static_cast<double>(value) * value;
    }
    sums[i] = 0;
    for (double part : parts) sums[i] += part;
  }
}

}  // namespace unroll
