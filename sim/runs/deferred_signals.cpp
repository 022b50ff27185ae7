#include "runs/deferred_signals.hpp"

#include "runs/signal_handling.hpp"

namespace tariffsim {
namespace {

volatile std::sig_atomic_t noted_signal = 0;

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
  if (noted_signal != 0) std::raise(noted_signal);
}

bool DeferredSignals::noted() const { return noted_signal != 0; }

}  // namespace tariffsim
