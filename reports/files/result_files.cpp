#include "files/result_files.hpp"

#include "base/output_folder.hpp"

namespace tariffsim {
namespace fs = std::filesystem;

std::vector<ResultFile> in_folder(const std::string& folder, std::vector<ResultFile> files) {
  for (ResultFile& file : files) file.name = folder + "/" + file.name;
  return files;
}

void write_folder(const fs::path& target, const std::vector<ResultFile>& files) {
  check_replaceable(target, files.front().name);
  OutputFolder folder(target);
  for (const ResultFile& file : files) folder.write(file.name, file.bytes);
  folder.commit();
}

}  // namespace tariffsim
