#include "runs/deferred_signals.hpp"

namespace tariffsim {
namespace {

volatile std::sig_atomic_t noted_signal = 0;

extern "C" void note_signal(int signal) { noted_signal = signal; }

}  // namespace

DeferredSignals::DeferredSignals() {
  noted_signal = 0;
  struct sigaction note {};
  note.sa_handler = note_signal;
  note.sa_flags = SA_RESTART;
  sigaction(SIGINT, &note, &interrupt_);
  sigaction(SIGTERM, &note, &terminate_);
}

DeferredSignals::~DeferredSignals() {
  sigaction(SIGINT, &interrupt_, nullptr);
  sigaction(SIGTERM, &terminate_, nullptr);
  if (noted_signal != 0) std::raise(noted_signal);
}

}  // namespace tariffsim
