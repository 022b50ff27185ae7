#include "cli/shell_files.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <boost/algorithm/string/replace.hpp>
#include <sstream>

#include "cli/commands.hpp"
#include "cli/help.hpp"
#include "cli/options.hpp"
#include "importers/importers.hpp"

namespace tariffsim {
namespace {

/// A text that stands as it is, in the language of man pages.
std::string preformatted(const std::string& text) {
  std::string out = ".nf\n";
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    boost::replace_all(line, "\\", "\\e");
    boost::replace_all(line, "-", "\\-");
    if (line.starts_with('.') || line.starts_with('\'')) line.insert(0, "\\&");
    out += line + "\n";
  }
  return out + ".fi\n";
}

std::string joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, " "));
}

/// "-o --output -f --format ...".
std::string option_words() {
  std::vector<std::string> words;
  for (const OptionName& option : option_names()) {
    if (option.letter != '\0') words.push_back(fmt::format("-{}", option.letter));
    words.push_back("--" + option.name);
  }
  return joined(words);
}

std::vector<std::string> help_topics() {
  std::vector<std::string> topics = command_names();
  topics.insert(topics.end(), {"man", "bash", "fish"});
  return topics;
}

std::vector<std::string> source_names() {
  std::vector<std::string> names;
  for (const ImporterRecord& record : importers()) names.emplace_back(record.name);
  return names;
}

/// `text` with the program's own words in its places.
std::string filled(std::string text) {
  boost::replace_all(text, "@COMMANDS@", joined(command_names()));
  boost::replace_all(text, "@OPTIONS@", option_words());
  boost::replace_all(text, "@FORMATS@", joined(format_names()));
  boost::replace_all(text, "@COLORS@", joined(color_names()));
  boost::replace_all(text, "@LISTS@", joined(list_names()));
  boost::replace_all(text, "@SOURCES@", joined(source_names()));
  boost::replace_all(text, "@TOPICS@", joined(help_topics()));
  return text;
}

constexpr const char* kBash =
    R"(# Completion of tariffsim in bash, as `tariffsim help bash` prints it.
_tariffsim_names() {  # _tariffsim_names scenarios|baselines|countries: the first column of a list
  "${COMP_WORDS[0]}" list "$1" --color never 2>/dev/null | awk 'NR > 1 && $1 != "-" {print $1}'
}

_tariffsim() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} words='' IFS=$' \t\n'
  COMPREPLY=()
  case $before in
    -f | --format)
      mapfile -t COMPREPLY < <(compgen -P "${word%"${word##*,}"}" -W '@FORMATS@' -- "${word##*,}")
      return ;;
    -o | --output) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
    -j | --threads | --set | --year) return ;;
    --tariffs) words=$(_tariffsim_names countries) ;;
    --scenario) words=$(_tariffsim_names scenarios) ;;
    --color) words='@COLORS@' ;;
    --baseline) words=$(_tariffsim_names baselines) ;;
    *)
      if [[ $word == -* ]]; then
        words='@OPTIONS@'
      elif [ "$COMP_CWORD" -eq 1 ]; then
        words='@COMMANDS@'
      else
        case ${COMP_WORDS[1]} in
          run | compare | validate) words=$(_tariffsim_names scenarios) ;;
          describe) words=$(_tariffsim_names baselines) ;;
          list) words='@LISTS@' ;;
          data)
            case $before in
              data) words='build check import' ;;
              import) words='@SOURCES@' ;;
            esac ;;
          help) words='@TOPICS@' ;;
        esac
      fi ;;
  esac
  mapfile -t COMPREPLY < <(
    compgen -W "$words" -- "$word"
    [[ $word == -* || $COMP_CWORD -eq 1 || ${COMP_WORDS[1]} == @(list|help|schema) ]] || compgen -f -- "$word")
}
complete -o filenames -F _tariffsim tariffsim
)";

constexpr const char* kFish =
    R"(# Completion of tariffsim in fish, as `tariffsim help fish` prints it.
function __tariffsim_names --argument-names what
  tariffsim list $what --color never 2>/dev/null | awk 'NR > 1 && $1 != "-" {print $1}'
end
complete -c tariffsim -n __fish_use_subcommand -f -a '@COMMANDS@'
complete -c tariffsim -n '__fish_seen_subcommand_from run compare validate' -a '(__tariffsim_names scenarios)'
complete -c tariffsim -n '__fish_seen_subcommand_from describe' -a '(__tariffsim_names baselines)'
complete -c tariffsim -n '__fish_seen_subcommand_from list' -f -a '@LISTS@'
complete -c tariffsim -n '__fish_seen_subcommand_from data' -a 'build check import'
complete -c tariffsim -n '__fish_seen_subcommand_from import' -a '@SOURCES@'
complete -c tariffsim -n '__fish_seen_subcommand_from help' -f -a '@TOPICS@'
)";

/// What fish offers as the value of an option, if that is not any file.
std::string fish_values(const std::string& option) {
  if (option == "format") return " -f -a '" + joined(format_names()) + "'";
  if (option == "color") return " -f -a '" + joined(color_names()) + "'";
  if (option == "tariffs") return " -f -a '(__tariffsim_names countries)'";
  if (option == "scenario") return " -a '(__tariffsim_names scenarios)'";
  if (option == "baseline") return " -a '(__tariffsim_names baselines)'";
  return "";
}

}  // namespace

std::string man_page() {
  std::string page = fmt::format(
      ".TH TARIFFSIM 1 \"\" \"tariffsim {}\" \"User commands\"\n"
      ".SH NAME\ntariffsim \\- trade\\-tariff scenario simulator\n"
      ".SH SYNOPSIS\n.B tariffsim\n.I COMMAND\n[\\fIoptions\\fR]\n"
      ".SH DESCRIPTION\n{}.SH OPTIONS\n{}.SH COMMANDS\n",
      TARIFFSIM_VERSION, preformatted(program_help()), preformatted(options_help()));
  for (const std::string& name : command_names())
    page += fmt::format(".SS {}\n{}", name, preformatted(command_help(name)));
  return page;
}

std::string bash_completion() { return filled(kBash); }

std::string fish_completion() {
  std::string text = filled(kFish);
  for (const OptionName& option : option_names()) {
    const std::string letter = option.letter == '\0' ? "" : fmt::format(" -s {}", option.letter);
    text += fmt::format("complete -c tariffsim{} -l {}{}{}\n", letter, option.name,
                        option.takes_value ? " -r" : "", fish_values(option.name));
  }
  return text;
}

}  // namespace tariffsim
