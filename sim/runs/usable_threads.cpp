#include "runs/usable_threads.hpp"

#include <tbb/info.h>

#include <future>
#include <new>
#include <system_error>
#include <thread>
#include <vector>

namespace tariffsim {
namespace {

/// Of so many threads beside this one, those that can run at the same time.
int threads_beside(int wanted) {
  std::promise<void> end;
  const std::shared_future<void> ended = end.get_future().share();
  std::vector<std::thread> threads;
  try {
    threads.reserve(static_cast<std::size_t>(wanted));
    for (int at = 0; at < wanted; ++at) threads.emplace_back([ended] { ended.wait(); });
  } catch (const std::system_error&) {
  } catch (const std::bad_alloc&) {
  }
  end.set_value();
  for (std::thread& thread : threads) thread.join();
  return static_cast<int>(threads.size());
}

}  // namespace

int usable_threads(int wanted) {
  if (wanted == 0) wanted = tbb::info::default_concurrency();
  return wanted == 1 ? 1 : 1 + threads_beside(wanted - 1);
}

}  // namespace tariffsim
