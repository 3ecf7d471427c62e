// Weights that stay as they are for a while, as they do while a text is generated, and what they were packed into meanwhile.
// Plain functions and pointers, so that no template is compiled for several kinds of machine code under one name.
#pragma once

namespace unroll {

// Which part of a weight was packed.
struct PackedPart {
  int rows, units, allBlocks, first, count;
};

// Packs of this weight are kept from now on. Until they are forgotten it must neither change nor go.
void keepPacks(const float* weight);
// As often as it was to be kept; with the last time its packs go.
void forgetPacks(const float* weight);

// null where there is none.
const void* keptPack(const float* weight, const PackedPart& part);
// Takes the pack over where packs of this weight are kept. → whether it did.
bool keepPack(const float* weight, const PackedPart& part, void* pack, void (*destroy)(void* pack));

}  // namespace unroll
