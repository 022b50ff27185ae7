// What the audit of a policy shows that was perhaps not meant.
#pragma once

#include <vector>

#include "model/world.hpp"
#include "policy/apply_policy.hpp"
#include "policy/stage.hpp"

namespace tariffsim {

/// What is applied: an audit a step, on a world that lives under a reference or not. Lines that are
/// not audited are not remarked upon.
struct AuditedPolicy {
  const std::vector<std::vector<LineAudit>>& audits;
  const std::vector<Stage>& stages;
  const World& world;
  bool from_reference = false;
};

/// Notes and warnings about lines that change nothing, that answer what comes after them, that
/// subsidise imports, that lower some tariffs on the way, that answer at prohibitive rates, or that
/// hold nothing back; each once.
void remark_on_policy(const AuditedPolicy& policy, Diagnostics& diagnostics);

/// The same of what `in_data` replaces, as far as it can be a mistake: lines that change nothing,
/// subsidies.
void remark_on_data(const std::vector<LineAudit>& replaced, Diagnostics& diagnostics);

/// Lines that hit only some goods of their cells, and how these compete with the rest.
void note_parts(const std::vector<std::vector<LineAudit>>& audits, bool separate_nests,
                Diagnostics& diagnostics);

}  // namespace tariffsim
