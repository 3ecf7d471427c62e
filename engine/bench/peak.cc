// Peak of one core, measured: chains of multiply-adds that never wait for each other. Prints GFLOP/s.
// c++ -O3 -march=native peak.cc
#include <chrono>
#include <cstdio>

#if defined(__AVX512F__)
constexpr int kWidth = 16;
#elif defined(__AVX__)
constexpr int kWidth = 8;
#else
constexpr int kWidth = 4;
#endif
typedef float Vec __attribute__((vector_size(kWidth * sizeof(float))));

int main() {
  constexpr int kChains = 12;
  constexpr long kRounds = 20'000'000;
  double best = 0;
  for (int attempt = 0; attempt < 5; attempt++) {
    Vec sums[kChains], factor, term;
    for (int i = 0; i < kWidth; i++) factor[i] = 0.999f, term[i] = 0.001f;
    for (auto& sum : sums) sum = factor;
    const auto start = std::chrono::steady_clock::now();
    for (long round = 0; round < kRounds; round++) {
#pragma GCC unroll 12
      for (int chain = 0; chain < kChains; chain++) {
        sums[chain] = sums[chain] * factor + term;
        asm("" : "+v"(sums[chain]));
      }
    }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const double rate = 2.0 * kWidth * kChains * kRounds / seconds / 1e9;
    if (rate > best) best = rate;
  }
  std::printf("%.2f\n", best);
}
