// report.md: a run in a page of text, for pull requests and e-mail.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "reports/run_record.hpp"
#include "studies/experiment.hpp"

namespace tariffsim {

/// Precondition: every step has an outcome; at least one.
std::string markdown_report(const RunRecord& record, std::span<const SolvedStep> steps);

/// `text` on one line, so that Markdown and HTML show it as it is.
std::string markdown_text(std::string_view text);

}  // namespace tariffsim
