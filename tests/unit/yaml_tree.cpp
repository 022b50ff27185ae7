#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "support/near.hpp"
#include "text/yaml_scalar.hpp"
#include "text/yaml_tree.hpp"

using namespace tariffsim;
using test::rounded;

namespace {

YamlNode parse(const std::string& text) {
  Diagnostics diagnostics;
  YamlNode node =
      parse_yaml(std::make_shared<const SourceText>(SourceText{"f.yaml", text}), diagnostics);
  diagnostics.throw_if_errors();
  return node;
}

std::string yaml_error(const std::string& text) {
  try {
    parse(text);
  } catch (const InputError& error) {
    return error.diagnostics().front().message;
  }
  return "no error";
}

std::string place_text(const Place& place) {
  return std::to_string(place.line) + ":" + std::to_string(place.column) + "+" +
         std::to_string(place.length);
}

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

/// A file of `bytes` bytes that says nothing.
std::string comment(std::size_t bytes) { return fmt::format("#{:x>{}}\n", "", bytes - 2); }

}  // namespace

TEST_CASE("scalars stay text, and only plain null, ~ and nothing are null") {
  const YamlNode root = parse("[NO, 010, 1e5, true, \"null\", null, ~, '', 2024-01-01]");
  REQUIRE(root.items.size() == 9);
  for (const std::size_t i : {0U, 1U, 2U, 3U, 8U}) CHECK_FALSE(root.items[i].quoted);
  CHECK(root.items[0].text == "NO");
  CHECK(root.items[1].text == "010");
  CHECK(root.items[4].text == "null");
  CHECK(root.items[4].quoted);
  CHECK(root.items[5].kind == YamlNode::Kind::null);
  CHECK(root.items[6].kind == YamlNode::Kind::null);
  CHECK(root.items[7].kind == YamlNode::Kind::scalar);
}

TEST_CASE("places count lines and bytes from one, with the length as written") {
  const YamlNode root = parse(
      "é: {b: 'it''s', c: \"x\\ty\"} # note\nlist:\n\t\n  - &anchor !!str plain text\n  - |\n    "
      "block\n");
  CHECK(place_text(root.entries[0].place) == "1:1+2");
  const YamlNode& first = root.entries[0].value;
  CHECK(place_text(first.place) == "1:5+1");
  CHECK(place_text(first.entries[0].value.place) == "1:9+7");
  CHECK(place_text(first.entries[1].value.place) == "1:21+6");
  const YamlNode& list = root.entries[1].value;
  CHECK(place_text(list.place) == "4:3+1");
  CHECK(place_text(list.items[0].place) == "4:19+10");
  CHECK(list.items[0].quoted);
  CHECK(place_text(list.items[1].place) == "5:5+1");
  CHECK(list.items[1].text == "block\n");
}

TEST_CASE("CRLF and a byte order mark change neither values nor places") {
  const YamlNode root = parse(
      "\xEF\xBB\xBF"
      "a: 1\r\nb: two words\r\n");
  CHECK(place_text(root.entries[0].place) == "1:1+1");
  CHECK(root.find("b")->text == "two words");
  CHECK(place_text(root.find("b")->place) == "2:4+9");
}

TEST_CASE("a value that is missing is placed at its key, an item at its dash") {
  const YamlNode root = parse("a:\nb:\n  -\n  - x\n  -\n");
  CHECK(place_text(root.find("a")->place) == "1:1+1");
  CHECK(place_text(root.find("b")->items[0].place) == "3:3+1");
  CHECK(place_text(root.find("b")->items[2].place) == "5:3+1");
  CHECK(parse("").kind == YamlNode::Kind::null);
}

TEST_CASE("a duplicate key is an error and the first value is kept") {
  Diagnostics diagnostics;
  const auto source = std::make_shared<const SourceText>(SourceText{"f.yaml", "a: 1\na: 2\n"});
  const YamlNode root = parse_yaml(source, diagnostics);
  CHECK(root.entries.size() == 1);
  CHECK(root.find("a")->text == "1");
  REQUIRE(diagnostics.all().size() == 1);
  CHECK(diagnostics.all()[0].message == "the key 'a' is given twice, first in line 1");
}

TEST_CASE("an alias is a copy") {
  const YamlNode root = parse("a: &list [1, 2]\nb: *list\n");
  CHECK(flow_text(root) == "{a: [1, 2], b: [1, 2]}");
}

TEST_CASE("nesting is allowed to 64 levels") {
  CHECK(yaml_error(repeated("[", 64) + repeated("]", 64)) == "no error");
  CHECK(yaml_error(repeated("[", 65) + repeated("]", 65)) == "nested over 64 levels");
  CHECK(yaml_error(repeated("- ", 65) + "x") == "nested over 64 levels");
  const std::string sixty = repeated("[", 60) + repeated("]", 60);
  CHECK(yaml_error("a: &a " + sixty + "\nb: [[[[[*a]]]]]\n") == "nested over 64 levels");
  CHECK(yaml_error(repeated("[", 100000)) != "no error");
}

TEST_CASE("aliases that expand beyond a million values are refused before they do") {
  std::string bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n";
  for (int i = 1; i < 30; ++i) {
    const std::string before = fmt::format("*a{}", i - 1);
    bomb += fmt::format("a{0}: &a{0} [{1}{2}]\n", i, repeated(before + ",", 9), before);
  }
  CHECK(yaml_error(bomb) == "over 1000000 values, counting each use of an alias");
  const std::string long_text =
      "a: &a " + std::string(1U << 20, 'x') + "\nb: [" + repeated("*a,", 100) + "*a]\n";
  CHECK(yaml_error(long_text) == "over 32 MiB of text, counting each use of an alias");
  CHECK(yaml_error("a: &a [*a]") == "an alias inside the value that it stands for");
}

TEST_CASE("files are allowed to 16 MiB") {
  CHECK(yaml_error(comment(kMaxYamlBytes)) == "no error");
  CHECK(yaml_error(comment(17U << 20)) == "over 16 MiB");
}

TEST_CASE("a million values on one line are read in time that grows with their number") {
  CHECK(yaml_error(fmt::format("[{}1]", repeated("1,", 900000))) == "no error");
}

TEST_CASE("text that is not UTF-8 and control characters are refused at their place") {
  CHECK(yaml_error("a: \xFF\n") == "text that is not UTF-8");
  CHECK(yaml_error("a: \x04 b\n") == "control character U+0004: expected text");
}

TEST_CASE("typed readers take what is written and nothing else") {
  Diagnostics diagnostics;
  const YamlNode root =
      parse("[true, True, 010, 1e-10, 0x10, nan, '4', +25%, 0.25, 25%, '25%', 3, 3.1, -310%]");
  CHECK(read_boolean(root.items[0], diagnostics) == true);
  CHECK_FALSE(read_boolean(root.items[1], diagnostics));
  CHECK(read_number(root.items[2], diagnostics) == 10.0);
  CHECK(read_number(root.items[3], diagnostics) == 1e-10);
  for (const std::size_t i : {4U, 5U, 6U}) CHECK_FALSE(read_number(root.items[i], diagnostics));
  for (const std::size_t i : {7U, 8U, 9U, 10U})
    CHECK(read_rate(root.items[i], diagnostics) == 0.25);
  CHECK(read_rate(root.items[11], diagnostics) == 3.0);
  CHECK_FALSE(read_rate(root.items[12], diagnostics));
  CHECK(read_rate(root.items[13], diagnostics) == rounded(-3.1));
}
