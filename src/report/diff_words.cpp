#include "report/diff_words.hpp"

#include "gweval/report.hpp"

namespace gweval {

Phrase verdict_phrase(Verdict verdict) {
  switch (verdict) {
    case Verdict::improved:
      return {"进步", "improved"};
    case Verdict::regressed:
      return {"退步", "regressed"};
    case Verdict::unchanged:
      return {"未变", "unchanged"};
    case Verdict::not_comparable:
      break;
    case Verdict::added:
      return {"新增", "added"};
    case Verdict::dropped:
      return {"取消", "dropped"};
  }
  return {"不可比", "not comparable"};
}

Phrase reason_phrase(DiffReason reason) {
  switch (reason) {
    case DiffReason::rule_version:
      return {"规则版本不同", "rule version"};
    case DiffReason::rubric:
      return {"评分细则不同", "rubric changed"};
    case DiffReason::catalogue:
      return {"指标拆分或合并", "split or merged"};
    case DiffReason::coverage:
      return {"两次已评的部分不同", "not the same part is scored"};
    case DiffReason::not_applicable:
      return {"有一次不适用", "does not apply in one of them"};
    case DiffReason::method:
      return {"一次人工、一次自动", "by hand in one, by rules in the other"};
    case DiffReason::sampling:
      return {"在抽样误差之内", "within the sampling error"};
    case DiffReason::predecessors:
      return {"与合并前的各网站相比不一致", "not the same against each of the merged sites"};
    case DiffReason::bounds:
      break;
  }
  return {"由上下限可知", "shown by the bounds"};
}

Phrase obstacle_phrase(Obstacle obstacle) {
  switch (obstacle) {
    case Obstacle::nothing:
      break;
    case Obstacle::old_not_observed:
      return {"旧结果中未能采集", "not observed in the old results"};
    case Obstacle::new_not_observed:
      return {"新结果中未能采集", "not observed in the new results"};
    case Obstacle::old_disqualified:
      return {"旧结果中被一票否决", "disqualified in the old results"};
    case Obstacle::new_disqualified:
      return {"新结果中被一票否决", "disqualified in the new results"};
    case Obstacle::nothing_scored_in_both:
      return {"没有两次都已评的指标", "nothing is scored in both"};
    case Obstacle::only_in_old:
      return {"新结果中没有", "not in the new results"};
    case Obstacle::only_in_new:
      return {"旧结果中没有", "not in the old results"};
  }
  return {"", ""};
}

Phrase reproducible_phrase(Reproducible reproducible) {
  switch (reproducible) {
    case Reproducible::yes:
      return {"可重现", "yes"};
    case Reproducible::no:
      return {"不可重现", "no"};
    case Reproducible::not_published:
      return {"未公布", "not published"};
    case Reproducible::incomplete:
      break;
  }
  return {"数据不全", "incomplete"};
}

std::string reasons_text(const IndicatorDiff& row, Language language) {
  std::string out;
  for (const DiffReason reason : row.reasons) {
    if (!out.empty()) out += language == Language::zh ? "；" : "; ";
    out += reason_phrase(reason).in(language);
    if (reason != DiffReason::rule_version) continue;
    for (const RuleChange& change : row.rules) {
      out += " " + change.rule + " " + std::to_string(change.old_version) + "→" +
             std::to_string(change.new_version);
    }
  }
  return out;
}

std::string display_change(double points) {
  const std::string size = display_points(points < 0 ? -points : points, {});
  if (size == "0.00") return size;
  return (points < 0 ? "-" : "+") + size;
}

std::string side_text(const DiffSide& side, Language language) {
  std::string out = say(phrase::kAsOf, language, {side.catalogue_id, side.as_of});
  if (!side.round.empty()) out += (language == Language::zh ? "，" : ", ") + side.round;
  return out + (language == Language::zh ? "，gweval " : ", gweval ") + side.engine_version;
}

}  // namespace gweval
