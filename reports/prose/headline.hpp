// A result in a few words: what the policy is, the figures that matter, what happened.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "outcomes/diversion.hpp"
#include "prose/model_range.hpp"
#include "runs/run_record.hpp"
#include "studies/experiment.hpp"

namespace tariffsim {

/// Smaller changes, in percent, are written as 0.00 % and told as none.
inline constexpr double kVisiblePercent = 0.005;

struct HeadlineFigure {
  std::string label;
  std::string value;
  std::string detail;
  double change = 0;  ///< a gain if positive; NaN = neither gain nor loss
};

struct Headline {
  std::vector<std::string> policy;  ///< a sentence per change, those over most trade first
  std::vector<HeadlineFigure> figures;
  std::vector<std::string> sentences;   ///< first that signs hang on assumptions, if they do
  std::optional<Diversion> trade = {};  ///< the targeted trade that is told of
  RangeSummary range = {};
};

/// Of the last step, and of several steps, how it came there. Precondition: every step has
/// an outcome; at least one.
Headline headline(const RunRecord& record, std::span<const SolvedStep> steps);

/// At most six sentences, the last of which says how many are left out.
/// Cells are told of together only if instrument, direction and sectors are the same; if that
/// takes too many sentences, sectors are counted. `groups`: names for sets of countries.
std::vector<std::string> policy_prose(const Outcome& outcome, const std::string& currency,
                                      const std::vector<NamedGroup>& groups = {});

/// "the United States", "China": a country's name as it stands within a sentence.
std::string name_in_sentence(const std::string& name);

/// The name of a country, or of the group whose members these are, as it stands alone.
std::string party_name(const Outcome& outcome, const std::vector<NamedGroup>& groups,
                       const std::vector<Index>& party);

/// "a, b and c".
std::string enumerated(const std::vector<std::string>& words);
/// With a capital letter, as a sentence begins.
std::string capitalized(std::string text);

}  // namespace tariffsim
