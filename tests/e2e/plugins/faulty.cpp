// A plugin whose every rule fails in a way of its own.

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "gweval/plugin.h"

namespace {

std::string rule(const std::string& name) {
  return R"({"id":"faulty.)" + name + R"(","version":1,"title":{"zh":")" + name + R"(","en":")" +
         name +
         R"("},"source":"house rule: a test","unit":"","needs":["fetches"],"params":[],)"
         R"("outcomes":[{"id":"good","title":{"zh":"好","en":"good"}},{"id":"bad","title":{"zh":"差","en":"bad"}}],)"
         R"("messages":[]})";
}

const char* describe() {
  static const std::string kText = R"({"rules":[)" + rule("crash") + "," + rule("lie") + "," +
                                   rule("garbage") + "," + rule("leave") + "," + rule("flood") +
                                   "," + rule("nothing") + "," + rule("message") + "," +
                                   rule("sound") + "]}";
  std::puts("a plugin may print what it likes");
  return kText.c_str();
}

char* observe(const char* rule_id, const char*, const char*, size_t) {
  const std::string id = rule_id;
  std::puts("{\"state\":\"observed\",\"outcome\":\"good\"}");
  if (id == "faulty.crash") std::raise(SIGSEGV);
  if (id == "faulty.lie") return strdup(R"({"state":"observed","outcome":"splendid"})");
  if (id == "faulty.garbage") return strdup("{{{{ \xff");
  if (id == "faulty.leave") std::_Exit(0);
  if (id == "faulty.flood") return strdup(std::string(16 << 20, '[').c_str());
  if (id == "faulty.message") {
    return strdup(
        R"({"state":"observed","outcome":"good","findings":[{"message":"undeclared","url":"x"}]})");
  }
  if (id == "faulty.sound") return strdup(R"({"state":"observed","outcome":"bad"})");
  return nullptr;
}

const GwevalPlugin kPlugin{GWEVAL_PLUGIN_INTERFACE, describe, observe,
                           [](char* observation) { std::free(observation); }};

}  // namespace

extern "C" const GwevalPlugin* gweval_plugin() {
  return &kPlugin;
}
