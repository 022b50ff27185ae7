#include "runs/deferred_signals.hpp"

#include <atomic>

#include "runs/signal_handling.hpp"

namespace tariffsim {
namespace {

std::atomic<int> noted_signal = 0;
static_assert(std::atomic<int>::is_always_lock_free, "as a signal handler needs it");

extern "C" void note_signal(int signal) { noted_signal = signal; }

}  // namespace

DeferredSignals::DeferredSignals() {
  noted_signal = 0;
  interrupt_ = handle_signal(SIGINT, note_signal);
  terminate_ = handle_signal(SIGTERM, note_signal);
}

DeferredSignals::~DeferredSignals() {
  restore_signal(SIGINT, interrupt_);
  restore_signal(SIGTERM, terminate_);
  if (const int signal = noted_signal; signal != 0) std::raise(signal);
}

bool DeferredSignals::noted() { return noted_signal != 0; }

}  // namespace tariffsim
