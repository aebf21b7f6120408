#pragma once
// The same work on many items by several threads; the order of results never depends on their
// number.

#include <cstddef>
#include <functional>

namespace gweval {

/// Calls work(i) once for every i in [0, count). Rethrows the first exception after all threads
/// ended.
void for_each_index(std::size_t count, int jobs, const std::function<void(std::size_t)>& work);

}  // namespace gweval
