#include <nlohmann/json.hpp>

#include "gweval/report.hpp"

namespace gweval {
namespace {

using Json = nlohmann::ordered_json;

Json date_or_null(const std::optional<Date>& date) {
  return date ? Json(to_text(*date)) : Json(nullptr);
}

Json pub_date_json(const PubDate& pub_date) {
  Json readings = Json::array();
  for (const DateReading& reading : pub_date.readings) {
    readings.push_back({{"date", to_text(reading.date)},
                        {"source", to_text(reading.source)},
                        {"quote", reading.quote}});
  }
  return {{"value", date_or_null(pub_date.value)},
          {"source", to_text(pub_date.source)},
          {"readings", std::move(readings)}};
}

Json links_json(const std::vector<Link>& links) {
  Json out = Json::array();
  for (const Link& link : links) {
    out.push_back({{"url", link.url},
                   {"text", link.text},
                   {"kind", to_text(link.kind)},
                   {"internal", link.is_internal},
                   {"attachment", link.is_attachment},
                   {"navigation", link.in_navigation}});
  }
  return out;
}

Json list_items_json(const std::vector<ListItem>& items) {
  Json out = Json::array();
  for (const ListItem& item : items) {
    out.push_back({{"title", item.title}, {"url", item.url}, {"date", date_or_null(item.date)}});
  }
  return out;
}

Json forms_json(const std::vector<Form>& forms) {
  Json out = Json::array();
  for (const Form& form : forms) {
    Json fields = Json::array();
    for (const FormField& field : form.fields) {
      fields.push_back({{"name", field.name}, {"type", field.type}, {"label", field.label}});
    }
    out.push_back({{"action", form.action},
                   {"method", form.method},
                   {"charset", form.charset},
                   {"fields", std::move(fields)}});
  }
  return out;
}

Json images_json(const std::vector<Image>& images) {
  Json out = Json::array();
  for (const Image& image : images) {
    out.push_back({{"url", image.url},
                   {"alt", image.alt ? Json(*image.alt) : Json(nullptr)},
                   {"linked", image.is_linked}});
  }
  return out;
}

Json headings_json(const std::vector<Heading>& headings) {
  Json out = Json::array();
  for (const Heading& heading : headings)
    out.push_back({{"level", heading.level}, {"text", heading.text}});
  return out;
}

Json tables_json(const std::vector<TableFacts>& tables) {
  Json out = Json::array();
  for (const TableFacts& table : tables) {
    out.push_back({{"header_cells", table.header_cells}, {"rows", table.rows}});
  }
  return out;
}

Json hidden_links_json(const std::vector<HiddenLink>& links) {
  Json out = Json::array();
  for (const HiddenLink& link : links) {
    out.push_back({{"url", link.url}, {"text", link.text}, {"hiding", to_text(link.hiding)}});
  }
  return out;
}

Json colours_json(const std::vector<ColourPair>& colours) {
  Json out = Json::array();
  for (const ColourPair& pair : colours) {
    out.push_back({{"colour", pair.colour},
                   {"background", pair.background},
                   {"size", pair.size},
                   {"bold", pair.is_bold},
                   {"text", pair.text}});
  }
  return out;
}

Json barriers_json(const std::vector<KeyboardBarrier>& barriers) {
  Json out = Json::array();
  for (const KeyboardBarrier& barrier : barriers) {
    out.push_back(
        {{"kind", to_text(barrier.kind)}, {"element", barrier.element}, {"text", barrier.text}});
  }
  return out;
}

Json footer_json(const FooterMarks& footer) {
  return {{"site_id_code", footer.site_id_code},
          {"icp", footer.icp},
          {"police_filing", footer.police_filing},
          {"party_government_mark", footer.has_party_government_mark},
          {"organiser", footer.organiser},
          {"contact", footer.contact},
          {"site_map_url", footer.site_map_url},
          {"error_report_url", footer.error_report_url},
          {"privacy_policy_url", footer.privacy_policy_url},
          {"accessibility_url", footer.accessibility_url},
          {"accessibility_text", footer.accessibility_text}};
}

Json labels_json(const PageFacts& page) {
  Json out = Json::object();
  for (const auto& [name, value] : page.labels) {
    if (!out.contains(name)) out[name] = value;
  }
  return out;
}

}  // namespace

std::string to_page_facts_json(const PageFacts& page) {
  const Json out = {
      {"url", page.url},
      {"final_url", page.final_url},
      {"status", page.status},
      {"media_type", page.media_type},
      {"title", page.title},
      {"document_title", page.document_title},
      {"charset",
       {{"declared", page.charset.declared},
        {"declared_source", page.charset.declared_source},
        {"used", page.charset.used},
        {"malformed", page.charset.malformed}}},
      {"lang", page.lang},
      {"labels", labels_json(page)},
      {"site_id_code", page.site_id_code},
      {"column", page.column},
      {"breadcrumb", page.breadcrumb},
      {"page_kind", to_text(page.kind)},
      {"pub_date", pub_date_json(page.pub_date)},
      {"content_source",
       {{"value", page.content_source.value}, {"source", to_text(page.content_source.source)}}},
      {"list_items", list_items_json(page.list_items)},
      {"links", links_json(page.links)},
      {"attachments", links_json(page.attachments)},
      {"forms", forms_json(page.forms)},
      {"images", images_json(page.images)},
      {"headings", headings_json(page.headings)},
      {"scripts", page.scripts},
      {"iframes", page.iframes},
      {"tables", tables_json(page.tables)},
      {"hidden_links", hidden_links_json(page.hidden_links)},
      {"colours", colours_json(page.colours)},
      {"barriers", barriers_json(page.barriers)},
      {"footer", footer_json(page.footer)},
      {"viewport", page.viewport},
      {"redirect_target", page.redirect_target},
      {"text_length", page.text_length},
      {"text_sha256", page.text_sha256},
      {"text", page.text},
      {"dom_depth", page.dom_depth},
      {"cut", page.cut},
  };
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace gweval
