#include "kept.h"

#include <mutex>
#include <unordered_map>
#include <vector>

namespace unroll {
namespace {

struct Pack {
  PackedPart part;
  void* pack;
  void (*destroy)(void*);
};

struct Kept {
  int times = 0;
  std::vector<Pack> packs;
};

std::mutex mutex;
std::unordered_map<const float*, Kept> kept;

bool same(const PackedPart& a, const PackedPart& b) {
  return a.rows == b.rows && a.units == b.units && a.allBlocks == b.allBlocks && a.first == b.first && a.count == b.count;
}

}  // namespace

void keepPacks(const float* weight) {
  const std::lock_guard<std::mutex> lock(mutex);
  kept[weight].times++;
}

void forgetPacks(const float* weight) {
  const std::lock_guard<std::mutex> lock(mutex);
  const auto found = kept.find(weight);
  if (found == kept.end() || --found->second.times > 0) return;
  for (const Pack& one : found->second.packs) one.destroy(one.pack);
  kept.erase(found);
}

const void* keptPack(const float* weight, const PackedPart& part) {
  const std::lock_guard<std::mutex> lock(mutex);
  const auto found = kept.find(weight);
  if (found == kept.end()) return nullptr;
  for (const Pack& one : found->second.packs) {
    if (same(one.part, part)) return one.pack;
  }
  return nullptr;
}

bool keepPack(const float* weight, const PackedPart& part, void* pack, void (*destroy)(void*)) {
  const std::lock_guard<std::mutex> lock(mutex);
  const auto found = kept.find(weight);
  if (found == kept.end()) return false;
  found->second.packs.push_back({part, pack, destroy});
  return true;
}

}  // namespace unroll
