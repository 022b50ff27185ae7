// A folder that appears whole or not at all.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace tariffsim {

/// Throws OutputError if a link on the way to `target` leads to where nothing is.
void check_links(const std::filesystem::path& target);

/// Nobody's work is replaced, and no link followed to nowhere: throws OutputError unless `target`
/// is absent, empty, or holds the file `mark`, as earlier output of this program does.
void check_replaceable(const std::filesystem::path& target, const std::string& mark);

/// Files are written to a temporary sibling; commit() puts it in the place of `target` in one step,
/// so that an existing folder is replaced only by a complete one. Without commit() the destructor
/// removes what was written; what runs left that were killed, the next one removes that writes
/// beside them, under whatever name. Throws OutputError (path and the system's reason) when
/// something cannot be written.
class OutputFolder {
 public:
  /// With a `marker`, an existing folder is replaced only if it is empty or holds a file of that
  /// name: a mistyped target does not cost a user other work. Links in `target` are followed.
  explicit OutputFolder(const std::filesystem::path& target, const std::string& marker = "");
  ~OutputFolder();
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;

  /// Writes and syncs one file, creating the folders of `name` ("feb-4/flows.csv").
  void write(const std::filesystem::path& name, std::string_view bytes);
  /// The same for a file that comes in pieces: `produce` is given what takes them.
  void write_pieces(
      const std::filesystem::path& name,
      const std::function<void(const std::function<void(std::string_view)>&)>& produce);
  /// The temporary folder, for libraries that write files themselves.
  const std::filesystem::path& path() const { return temporary_; }
  void commit();

 private:
  std::filesystem::path target_;
  std::filesystem::path temporary_;
  int lock_ = -1;  // on the temporary folder while this lives, so that others know it is in use
};

}  // namespace tariffsim
