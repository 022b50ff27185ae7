// Signals that are to be waited for, not died of.
#pragma once

#include <csignal>

namespace tariffsim {

/// Handles a signal from now on, unless it was ignored when the program began: a job that a shell
/// has put into the background with SIGINT ignored is not to die of the next Ctrl-C. System calls
/// go on after it. Returns the handling before, to be put back with restore_signal.
inline struct sigaction handle_signal(int signal, void (*handler)(int)) {
  struct sigaction before {};
  sigaction(signal, nullptr, &before);
  if (before.sa_handler == SIG_IGN) return before;
  struct sigaction now {};
  now.sa_handler = handler;
  now.sa_flags = SA_RESTART;
  sigaction(signal, &now, nullptr);
  return before;
}

inline void restore_signal(int signal, const struct sigaction& before) {
  sigaction(signal, &before, nullptr);
}

}  // namespace tariffsim
