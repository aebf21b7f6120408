#pragma once
// Lists that a script shows: records kept as markup inside a script, and items written one by one.

#include "extract/page_view.hpp"
#include "gweval/page_facts.hpp"

namespace gweval::extract {

/// Adds to list_items, and to links what the records link to.
void read_embedded_lists(const PageView& view, PageFacts& facts);

}  // namespace gweval::extract
