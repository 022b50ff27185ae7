#include "runs/ranks.hpp"

#include <chrono>
#include <cstdlib>
#include <thread>
#include <utility>

#include "base/diagnostic.hpp"

#ifdef TARIFFSIM_MPI
#include <mpi.h>
#endif

namespace tariffsim {
namespace {

/// True if a launcher of parallel programs has started this one.
bool launched() {
  for (const char* name : {"OMPI_COMM_WORLD_SIZE", "PMIX_RANK", "PMI_RANK"})
    if (std::getenv(name) != nullptr) return true;
  return false;
}

/// Tasks of one srun that do not know of each other would all do the same work.
void refuse_strangers() {
  const char* tasks = std::getenv("SLURM_STEP_NUM_TASKS");
  if (!launched() && tasks != nullptr && std::string(tasks) != "1")
    throw OutputError("srun has started " + std::string(tasks) +
                      " tasks that do not know of each other: use 'srun --mpi=pmix', or mpirun");
}

}  // namespace

#ifdef TARIFFSIM_MPI

namespace {

enum Tag { kAsk = 1, kAnswer, kResult, kLeave };
constexpr long long kNoMore = -1;
/// Waiting without a processor: another thread of rank 0 solves meanwhile. A look costs MPI some 30
/// microseconds; the other ranks ask one piece ahead, so that none of them waits for it.
constexpr std::chrono::milliseconds kPause{1};

std::string receive(MPI_Status status) {
  int size = 0;
  MPI_Get_count(&status, MPI_BYTE, &size);
  std::string bytes(static_cast<std::size_t>(size), '\0');
  MPI_Recv(bytes.data(), size, MPI_BYTE, status.MPI_SOURCE, status.MPI_TAG, MPI_COMM_WORLD,
           MPI_STATUS_IGNORE);
  return bytes;
}

MPI_Status wait_for_message() {
  MPI_Status status;
  for (int there = 0; there == 0;) {
    MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &there, &status);
    if (there == 0) std::this_thread::sleep_for(kPause);
  }
  return status;
}

}  // namespace

/// A message on its way: its bytes are MPI's until it has arrived.
struct Ranks::Sending {
  std::string bytes;
  MPI_Request request = MPI_REQUEST_NULL;

  void wait() { MPI_Wait(&request, MPI_STATUS_IGNORE); }
};

Ranks::Ranks() : sending_(std::make_unique<Sending>()) {
  refuse_strangers();
  if (!launched()) return;
  int provided = 0;
  MPI_Init_thread(nullptr, nullptr, MPI_THREAD_SERIALIZED, &provided);
  started_ = true;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
  MPI_Comm_size(MPI_COMM_WORLD, &size_);
  if (provided < MPI_THREAD_SERIALIZED && size_ > 1)
    throw OutputError("this MPI library cannot be used by programs with threads");
}

Ranks::~Ranks() {
  if (started_) MPI_Finalize();
}

bool Ranks::as_first_says(bool word) const {
  int value = word ? 1 : 0;
  if (!alone()) MPI_Bcast(&value, 1, MPI_INT, 0, MPI_COMM_WORLD);
  return value == 1;
}

bool Ranks::all_say(bool word) const {
  int mine = word ? 1 : 0, all = mine;
  if (!alone()) MPI_Allreduce(&mine, &all, 1, MPI_INT, MPI_MIN, MPI_COMM_WORLD);
  return all == 1;
}

void Ranks::serve(const Next& next, const Take& take) const {
  for (int others = size_ - 1; others > 0;) {
    const MPI_Status status = wait_for_message();
    const std::string message = receive(status);
    if (status.MPI_TAG == kLeave) --others;
    if (status.MPI_TAG == kResult) take(message);
    if (status.MPI_TAG != kAsk) continue;
    const std::optional<std::size_t> piece = next();
    const long long answer = piece ? static_cast<long long>(*piece) : kNoMore;
    MPI_Send(&answer, 1, MPI_LONG_LONG, status.MPI_SOURCE, kAnswer, MPI_COMM_WORLD);
  }
}

void Ranks::ask() const { MPI_Send(nullptr, 0, MPI_BYTE, 0, kAsk, MPI_COMM_WORLD); }

std::optional<std::size_t> Ranks::answer() const {
  long long answer = kNoMore;
  MPI_Recv(&answer, 1, MPI_LONG_LONG, 0, kAnswer, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  return answer == kNoMore ? std::nullopt : std::optional(static_cast<std::size_t>(answer));
}

void Ranks::hand_in(std::string result) const {
  sending_->wait();
  sending_->bytes = std::move(result);
  MPI_Isend(sending_->bytes.data(), static_cast<int>(sending_->bytes.size()), MPI_BYTE, 0, kResult,
            MPI_COMM_WORLD, &sending_->request);
}

void Ranks::leave() const {
  sending_->wait();
  MPI_Send(nullptr, 0, MPI_BYTE, 0, kLeave, MPI_COMM_WORLD);
}

void Ranks::abandon() const {
  if (started_) MPI_Abort(MPI_COMM_WORLD, 1);
  std::abort();
}

#else

struct Ranks::Sending {};

Ranks::Ranks() {
  refuse_strangers();
  const char* size = std::getenv("OMPI_COMM_WORLD_SIZE");
  if (size != nullptr ? std::string(size) != "1" : launched())
    throw OutputError(
        "started on several ranks, but this program was built without MPI: build it with "
        "-DTARIFFSIM_MPI=ON");
}
Ranks::~Ranks() = default;
bool Ranks::as_first_says(bool word) const { return word; }
bool Ranks::all_say(bool word) const { return word; }
void Ranks::serve(const Next&, const Take&) const {}
void Ranks::ask() const {}
std::optional<std::size_t> Ranks::answer() const { return std::nullopt; }
void Ranks::hand_in(std::string) const {}
void Ranks::leave() const {}
void Ranks::abandon() const { std::abort(); }

#endif

}  // namespace tariffsim
