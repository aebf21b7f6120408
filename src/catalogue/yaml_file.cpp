#include "catalogue/yaml_file.hpp"

#include <utility>

#include "catalogue/yaml_reader.hpp"

namespace gweval {

std::optional<YamlNode> read_yaml_file(CatalogueFiles& files, const std::string& relative,
                                       Faults& faults) {
  const std::string* text = files.read(relative);
  if (text == nullptr) return std::nullopt;
  YamlDocument document = read_yaml(*text);
  for (YamlFault& fault : document.faults)
    faults.add(files.path_text(relative), fault.place, std::move(fault.message));
  return std::move(document.root);
}

}  // namespace gweval
