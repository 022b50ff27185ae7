// report.md: a run in a page of text, for pull requests and e-mail.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "prose/headline.hpp"
#include "prose/text_table.hpp"
#include "runs/run_record.hpp"
#include "studies/experiment.hpp"

namespace tariffsim {

/// Precondition: every step has an outcome; at least one.
std::string markdown_report(const RunRecord& record, std::span<const SolvedStep> steps);

/// A table whose first column is text and whose others are numbers.
class MarkdownTable {
 public:
  explicit MarkdownTable(const std::vector<std::string>& titles);
  void add(const std::vector<std::string>& cells);
  const std::string& text() const { return out_; }

 private:
  std::string out_;
};

/// A table made for terminals.
std::string markdown_table(const TextTable& table);

std::string markdown_heading(const std::string& text);
/// Title, policy, sentences, figures.
std::string markdown_opening(const RunRecord& record, const Headline& told);
/// What was run, with which options, and how well it is solved.
std::string markdown_method(const RunRecord& record, const std::string& certificate,
                            const std::vector<std::string>& varied = {});

/// `text` on one line, so that Markdown and HTML show it as it is.
std::string markdown_text(std::string_view text);

}  // namespace tariffsim
