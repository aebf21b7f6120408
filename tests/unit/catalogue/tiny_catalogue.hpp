#pragma once
// A minimal catalogue on disk whose files tests replace one at a time.

#include <string>

#include "catalogues/fake_rules.hpp"
#include "gweval/catalogue_loader.hpp"
#include "support/temp_dir.hpp"

namespace gweval::test {

class TinyCatalogue {
 public:
  TinyCatalogue() {
    put("catalogue.yaml", head());
    put("profiles/city.yaml",
        "profile: city\ntitle: {zh: 城市, en: City}\nindicators:\n"
        "  - {id: only, name: 唯一, weight: 100, rubric: only}\n");
    put("rubrics/only.yaml", rubric("only") +
                                 "criteria:\n"
                                 "  - id: look\n    title: {zh: 看, en: Look}\n    share: 1\n"
                                 "    manual: true\n    guidance: {zh: 看, en: Look}\n");
  }
  void put(const std::string& name, const std::string& text) { folder_.write(name, text); }
  [[nodiscard]] CatalogueLoad load() const { return load_catalogue(path(), fake_rules()); }
  [[nodiscard]] std::filesystem::path path() const { return folder_.path(); }

  [[nodiscard]] static std::string head(const std::string& more = {}) {
    return "format: gweval-catalogue/1\nid: tiny\nyear: 2030\ntitle: {zh: 小, en: Tiny}\n"
           "source: invented\ntiers: [{name: 好, from: 60}, {name: 差, from: 0}]\n"
           "not_applicable: reweight_parent\ntotal_veto: disqualify\nbonus: {cap: 10}\n"
           "profiles: [city]\n" +
           more;
  }
  [[nodiscard]] static std::string rubric(const std::string& name,
                                          const std::string& kind = "checklist") {
    return "rubric: " + name +
           "\nversion: 1\nbasis: invented\nabout: {zh: 说明, en: About}\nkind: " + kind + "\n";
  }

 private:
  TempDir folder_;
};

/// First fault without its folder, or nothing.
inline std::string first_fault(const CatalogueLoad& load, const std::filesystem::path& folder) {
  if (load.faults.empty()) return {};
  std::string text = load.faults[0].text();
  const std::string prefix = folder.string() + "/";
  if (text.starts_with(prefix)) text.erase(0, prefix.size());
  return text;
}

}  // namespace gweval::test
