// SIGINT and SIGTERM wait while files are written, so that a result folder is whole or absent and
// nothing half-made stays.
#pragma once

#include <csignal>

namespace tariffsim {

/// While one lives, SIGINT and SIGTERM are only noted, if they are not ignored anyway; at its end
/// the earlier handling comes back and a noted signal is raised. One at a time.
class DeferredSignals {
 public:
  DeferredSignals();
  ~DeferredSignals();
  DeferredSignals(const DeferredSignals&) = delete;
  DeferredSignals& operator=(const DeferredSignals&) = delete;

  /// Whether one waits, asked from any thread: what takes long had better come to its end.
  static bool noted();

 private:
  struct sigaction interrupt_ {};
  struct sigaction terminate_ {};
};

}  // namespace tariffsim
