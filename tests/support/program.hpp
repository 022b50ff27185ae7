// The program as a user runs it: a subprocess with its exit status and what it printed.
#pragma once

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "support/temporary_folder.hpp"

namespace tariffsim::tests {

struct Ran {
  int status = -1;  ///< exit status; -1 when ended by a signal
  std::string out;
  std::string err;
};

/// What is different from a plain call.
struct How {
  std::filesystem::path folder = ".";         ///< working directory
  std::optional<rlim_t> max_file_bytes = {};  ///< RLIMIT_FSIZE: a full disk that needs no root
  std::vector<std::string> environment = {};  ///< "NO_COLOR=1"
  std::string out = "";                       ///< file that takes stdout, such as /dev/full
  std::optional<rlim_t> max_memory = {};      ///< RLIMIT_AS, bytes
};

inline std::string program() {
  const char* path = std::getenv("TARIFFSIM_PROGRAM");
  if (path == nullptr) throw std::runtime_error("TARIFFSIM_PROGRAM must name the program");
  return std::filesystem::absolute(path).string();
}

/// In a child of the test; never returns.
inline void become(const std::vector<std::string>& arguments, const How& how,
                   const std::filesystem::path& out, const std::filesystem::path& err) {
  if (std::freopen(out.c_str(), "w", stdout) == nullptr) _exit(126);
  if (std::freopen(err.c_str(), "w", stderr) == nullptr) _exit(126);
  if (chdir(how.folder.c_str()) != 0) _exit(126);
  if (how.max_file_bytes) {
    const rlimit limit{*how.max_file_bytes, *how.max_file_bytes};
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0) _exit(126);
  }
  if (how.max_memory) {
    const rlimit limit{*how.max_memory, *how.max_memory};
    if (setrlimit(RLIMIT_AS, &limit) != 0) _exit(126);
  }
  for (const std::string& entry : how.environment) putenv(strdup(entry.c_str()));
  const char* named = std::getenv("TARIFFSIM_PROGRAM");
  if (named == nullptr) _exit(126);
  const std::string path = std::filesystem::absolute(named).string();
  std::vector<char*> argv{const_cast<char*>(path.c_str())};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  execv(path.c_str(), argv.data());
  _exit(127);
}

inline Ran run(const std::vector<std::string>& arguments, const How& how = {}) {
  const TemporaryFolder streams;
  const auto out = how.out.empty() ? streams.path() / "out" : std::filesystem::path(how.out);
  const auto err = streams.path() / "err";
  program();  // or the child, which must not throw, would be a second run of the tests
  const pid_t child = fork();
  if (child == 0) become(arguments, how, out, err);
  int status = 0;
  waitpid(child, &status, 0);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, how.out.empty() ? read_text(out) : "",
          read_text(err)};
}

/// A baseline of three economies and two sectors in `folder`/baseline, and a scenario `name`.yaml
/// on it.
inline void write_small_baseline(const TemporaryFolder& folder) {
  folder.write("baseline/baseline.yaml",
               "id: baseline\ntitle: Three economies\nyear: 2020\nunit: million USD\n"
               "valuation: net-of-duty\nsources: [made for tests]\nlicence: CC0\n");
  folder.write("baseline/countries.csv", "code,name\nUSA,United States\nCHN,China\nVNM,Viet Nam\n");
  folder.write("baseline/sectors.csv", "code,name,kind\nGDS,Goods,goods\nSRV,Services,services\n");
  folder.write("baseline/flows.csv",
               "exporter,importer,sector,value\n"
               "USA,USA,GDS,5000\nUSA,CHN,GDS,150\nUSA,VNM,GDS,20\n"
               "CHN,USA,GDS,450\nCHN,CHN,GDS,6000\nCHN,VNM,GDS,90\n"
               "VNM,USA,GDS,100\nVNM,CHN,GDS,60\nVNM,VNM,GDS,200\n"
               "USA,USA,SRV,15000\nUSA,CHN,SRV,60\nUSA,VNM,SRV,5\n"
               "CHN,CHN,SRV,9000\nCHN,USA,SRV,30\nVNM,VNM,SRV,250\nVNM,USA,SRV,10\n");
  folder.write("baseline/tariffs.csv",
               "exporter,importer,sector,rate\nUSA,CHN,GDS,0.07\nCHN,USA,GDS,0.04\n");
  folder.write("baseline/elasticities.csv", "sector,made-up,other\nGDS,5,4\nSRV,3,4\n");
}

/// The United States add `rate` on Chinese goods.
inline std::string small_scenario(const std::string& id, const std::string& rate,
                                  const std::string& title = "A test") {
  return "tariffsim: 1\nid: " + id + "\ntitle: \"" + title + "\"\nbaseline: ./baseline\npolicy:\n" +
         "  - tariff: {importer: USA, exporter: CHN, sectors: GDS, add: " + rate + "}\n";
}

}  // namespace tariffsim::tests
