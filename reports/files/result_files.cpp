#include "files/result_files.hpp"

namespace tariffsim {
namespace fs = std::filesystem;

std::vector<ResultFile> in_folder(const std::string& folder, std::vector<ResultFile> files) {
  for (ResultFile& file : files) file.name = folder + "/" + file.name;
  return files;
}

void write_file(const ResultFile& file, OutputFolder& folder) {
  if (file.write_pieces)
    folder.write_pieces(file.name, file.write_pieces);
  else
    folder.write(file.name, file.bytes);
}

void write_folder(const fs::path& target, const std::vector<ResultFile>& files) {
  check_replaceable(target, files.front().name);
  OutputFolder folder(target);
  for (const ResultFile& file : files) write_file(file, folder);
  folder.commit();
}

}  // namespace tariffsim
