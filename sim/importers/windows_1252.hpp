// Text of Windows in western Europe.
#pragma once

#include <string>
#include <string_view>

namespace tariffsim {

/// Windows-1252 (and so Latin-1) as UTF-8.
std::string from_windows_1252(std::string_view bytes);

}  // namespace tariffsim
