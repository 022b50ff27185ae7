#include "runs/solve_study.hpp"

#include <fmt/format.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include <atomic>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdint>
#include <ctime>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include "base/numbers.hpp"
#include "runs/signal_handling.hpp"
#include "runs/solved_chunk.hpp"
#include "runs/usable_threads.hpp"

namespace tariffsim {
namespace {

constexpr std::int64_t kNotAsked = -1;
/// When the first signal came, in half seconds; two signals may come to two threads at once.
std::atomic<std::int64_t> asked_at = kNotAsked;
static_assert(std::atomic<std::int64_t>::is_always_lock_free, "as a signal handler needs it");

/// Of the monotonic clock; callable in a signal handler.
std::int64_t half_seconds() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return 2 * std::int64_t{now.tv_sec} + now.tv_nsec / 500'000'000;
}

/// One Ctrl-C may arrive twice: timeout, mpirun and srun send it to the process and to its group.
/// So only what comes at least half a second later is a second one, which ends the program as ever.
extern "C" void ask_to_stop(int signal) {
  const std::int64_t now = half_seconds();
  std::int64_t first = kNotAsked;
  if (asked_at.compare_exchange_strong(first, now) || now - first <= 1) return;
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

/// While one lives, the first SIGINT or SIGTERM that is not ignored only asks to stop. Once asked,
/// it stays so after its end: what was done is still to be closed and told.
class StopOnSignal {
 public:
  StopOnSignal() {
    asked_at = kNotAsked;
    interrupt_ = handle_signal(SIGINT, ask_to_stop);
    terminate_ = handle_signal(SIGTERM, ask_to_stop);
  }
  ~StopOnSignal() {
    if (asked_to_stop()) return;
    restore_signal(SIGINT, interrupt_);
    restore_signal(SIGTERM, terminate_);
  }
  StopOnSignal(const StopOnSignal&) = delete;
  StopOnSignal& operator=(const StopOnSignal&) = delete;

 private:
  struct sigaction interrupt_ {};
  struct sigaction terminate_ {};
};

/// Hands out the chunks that are not there yet, to any thread, until it is closed or a signal asks
/// to stop.
class ChunkQueue {
 public:
  explicit ChunkQueue(const std::vector<bool>& there) {
    for (std::size_t chunk = 0; chunk < there.size(); ++chunk)
      if (!there[chunk]) chunks_.push_back(chunk);
  }

  std::size_t size() const { return chunks_.size(); }
  void close() { closed_ = true; }

  std::optional<std::size_t> next() {
    if (closed_ || asked_to_stop()) return std::nullopt;
    const std::size_t at = handed_out_++;
    return at < chunks_.size() ? std::optional(chunks_[at]) : std::nullopt;
  }

 private:
  std::vector<std::size_t> chunks_;
  std::atomic<std::size_t> handed_out_ = 0;
  std::atomic<bool> closed_ = false;
};

std::string time_prose(double seconds) {
  const auto whole = std::llround(seconds);
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} h {:02} min", whole / 3600, whole / 60 % 60);
}

/// Points done and time left, on a terminal.
class PointProgress {
 public:
  PointProgress(const ProgressLine& show, std::size_t points, std::size_t before)
      : show_(show), points_(points), before_(before), done_(before) {}
  ~PointProgress() { show_(""); }
  PointProgress(const PointProgress&) = delete;
  PointProgress& operator=(const PointProgress&) = delete;

  void add(std::size_t points) {
    done_ += points;
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start_;
    const double per_point = spent.count() / static_cast<double>(done_ - before_);
    show_(fmt::format("solved {} of {} points, {} left", grouped(static_cast<long long>(done_)),
                      grouped(static_cast<long long>(points_)),
                      time_prose(per_point * static_cast<double>(points_ - done_))));
  }

 private:
  const ProgressLine& show_;
  std::size_t points_, before_, done_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

using Next = std::function<std::optional<std::size_t>()>;
using Take = std::function<void(const SolvedChunk&)>;

/// Solves chunks on several threads, each with a copy of `first`; `next` and `take` are called by
/// one at a time each.
void solve_chunks(const PointSolver& first, int threads, const Next& next, const Take& take) {
  tbb::enumerable_thread_specific<std::unique_ptr<PointSolver>> solvers;
  const auto fetch = [&](tbb::flow_control& control) -> std::size_t {
    const std::optional<std::size_t> chunk = next();
    if (!chunk) control.stop();
    return chunk.value_or(0);
  };
  const auto solve = [&](std::size_t chunk) {
    std::unique_ptr<PointSolver>& solver = solvers.local();
    if (!solver) solver = std::make_unique<PointSolver>(first);
    return SolvedChunk{chunk, solver->solve_chunk(chunk)};
  };
  const int usable = usable_threads(threads);
  // More threads than processors are only had, and not warned of, if that is allowed.
  const tbb::global_control allowed(tbb::global_control::max_allowed_parallelism,
                                    static_cast<std::size_t>(usable));
  tbb::task_arena arena(usable);
  arena.execute([&] {
    tbb::parallel_pipeline(
        static_cast<std::size_t>(arena.max_concurrency()),
        tbb::make_filter<void, std::size_t>(tbb::filter_mode::serial_in_order, fetch) &
            tbb::make_filter<std::size_t, SolvedChunk>(tbb::filter_mode::parallel, solve) &
            tbb::make_filter<SolvedChunk, void>(tbb::filter_mode::serial_out_of_order, take));
  });
}

/// Rank 0's side: its own threads and the other ranks draw from one queue and fill one store.
class StudyFiller {
 public:
  StudyFiller(const PreparedRun& run, const PointSolver& first, const ProgressLine& show,
              StudyStore& store)
      : run_(run),
        first_(first),
        store_(store),
        queue_(store.chunks(chunk_count(run.study->points))),
        progress_(show, run.study->points, store.points_done()) {}

  bool fill(int threads, const Ranks& ranks) {
    const StopOnSignal stop;
    std::thread others;
    if (!ranks.alone())
      others = std::thread([&] {
        ranks.serve([&] { return queue_.next(); },
                    [&](const std::string& message) { guarded([&] { keep(decode(message)); }); });
      });
    guarded([&] {
      solve_chunks(
          first_, threads, [&] { return queue_.next(); },
          [&](const SolvedChunk& solved) { keep(solved); });
    });
    if (others.joinable()) others.join();
    if (failure_) std::rethrow_exception(failure_);
    return kept_ == queue_.size();
  }

 private:
  /// A failure closes the queue, so that all come to an end before it is told.
  template <class Act>
  void guarded(const Act& act) {
    try {
      act();
    } catch (...) {
      queue_.close();
      const std::lock_guard<std::mutex> lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
    }
  }

  void keep(const SolvedChunk& solved) {
    const std::lock_guard<std::mutex> lock(mutex_);
    store_.append(solved.chunk, solved.chunk * chunk_size(run_.study->points), solved.results);
    ++kept_;
    progress_.add(solved.results.size());
  }

  const PreparedRun& run_;
  const PointSolver& first_;
  StudyStore& store_;
  ChunkQueue queue_;
  PointProgress progress_;
  std::size_t kept_ = 0;
  std::exception_ptr failure_;
  std::mutex mutex_;
};

}  // namespace

bool solve_study(const PreparedRun& run, const PointSolver& first, int threads,
                 const ProgressLine& progress, const Ranks& ranks, StudyStore& store) {
  return StudyFiller(run, first, progress, store).fill(threads, ranks);
}

bool asked_to_stop() { return asked_at != kNotAsked; }

/// A signal that reaches this rank alone is left to rank 0, which has the same one.
void solve_for_first(const PreparedRun& run, int threads, const Ranks& ranks) {
  const StopOnSignal left_to_the_first;
  std::mutex one_call;
  ranks.ask();
  solve_chunks(
      PointSolver(run.experiment, *run.study), threads,
      [&] {
        const std::lock_guard<std::mutex> lock(one_call);
        const std::optional<std::size_t> chunk = ranks.answer();
        if (chunk) ranks.ask();
        return chunk;
      },
      [&](const SolvedChunk& solved) {
        std::string message = encode(solved);
        const std::lock_guard<std::mutex> lock(one_call);
        ranks.hand_in(std::move(message));
      });
  ranks.leave();
}

}  // namespace tariffsim
