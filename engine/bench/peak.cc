// Peak of one core, measured: twelve chains of multiply-adds that never wait for each other. Prints GFLOP/s.
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
  constexpr long kRounds = 20'000'000;
  double best = 0;
  for (int attempt = 0; attempt < 5; attempt++) {
    Vec factor, term;
    for (int i = 0; i < kWidth; i++) factor[i] = 0.999f, term[i] = 0.001f;
    // Each begins elsewhere, or the compiler would make one of them all.
    Vec a = factor, b = a + 0.1f, c = a + 0.2f, d = a + 0.3f, e = a + 0.4f, f = a + 0.5f, g = a + 0.6f, h = a + 0.7f, i = a + 0.8f, j = a + 0.9f, k = a + 1.1f, l = a + 1.2f;
    const auto start = std::chrono::steady_clock::now();
    for (long round = 0; round < kRounds; round++) {
      a = a * factor + term, b = b * factor + term, c = c * factor + term, d = d * factor + term;
      e = e * factor + term, f = f * factor + term, g = g * factor + term, h = h * factor + term;
      i = i * factor + term, j = j * factor + term, k = k * factor + term, l = l * factor + term;
    }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const Vec sum = a + b + c + d + e + f + g + h + i + j + k + l;
    volatile float kept = sum[0];
    (void)kept;
    const double rate = 2.0 * kWidth * 12 * kRounds / seconds / 1e9;
    if (rate > best) best = rate;
  }
  std::printf("%.2f\n", best);
}
