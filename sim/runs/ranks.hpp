// One program on several machines: the only place that knows MPI. Without mpirun or srun, and in a
// build without MPI, a program is alone and nothing of MPI is started.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace tariffsim {

/// Rank 0 hands out pieces of work by number and takes their results; the others ask, solve and
/// hand in. At most one thread of a rank calls at a time. Throws OutputError if several are
/// started in a build without MPI.
class Ranks {
 public:
  Ranks();
  ~Ranks();
  Ranks(const Ranks&) = delete;
  Ranks& operator=(const Ranks&) = delete;

  int rank() const { return rank_; }
  int size() const { return size_; }
  bool alone() const { return size_ == 1; }
  bool first() const { return rank_ == 0; }

  /// What rank 0 says, on every rank. All ranks call it.
  bool as_first_says(bool word) const;
  /// Whether all ranks say yes. All ranks call it.
  bool all_say(bool word) const;

  using Next = std::function<std::optional<std::size_t>()>;
  using Take = std::function<void(const std::string&)>;
  /// Rank 0: answers the others until each has left.
  void serve(const Next& next, const Take& take) const;
  /// The others: asks for a piece, without waiting.
  void ask() const;
  /// The others: waits for the piece that was asked for; nothing when there is no more.
  std::optional<std::size_t> answer() const;
  /// The others: the result of a piece, sent while the next one is solved.
  void hand_in(std::string result) const;
  /// The others: all that was asked for has been handed in.
  void leave() const;

  /// Ends the program on all ranks after a failure of this one that the others cannot know of.
  [[noreturn]] void abandon() const;

 private:
  struct Sending;
  std::unique_ptr<Sending> sending_;
  int rank_ = 0;
  int size_ = 1;
  bool started_ = false;
};

}  // namespace tariffsim
