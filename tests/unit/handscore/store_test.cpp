#include "handscore/store.hpp"

#include <filesystem>

#include <sys/stat.h>

#include "handscore/store_judgements.hpp"
#include "small_round.hpp"
#include "support/catch.hpp"
#include "support/temp_dir.hpp"

namespace gweval::test {
namespace {

/// A store with a plan, two ratings and a decision.
RatingStore filled_store(const std::filesystem::path& folder) {
  auto store = load_rating_store(folder);
  REQUIRE(store);
  Batch plan;
  plan.at = "2030-05-02T00:00:00Z";
  plan.plan = small_worksheets(1).plan;
  REQUIRE(append_batch(folder, *store, plan));
  Batch ratings;
  ratings.at = "2030-05-03T00:00:00Z";
  ratings.ratings = {stored(*plan.plan, 0, "甲", 1), stored(*plan.plan, 0, "乙", 0)};
  ratings.ratings[0].rating.note = "引号 \" 与换行\n=1+1<script>";
  REQUIRE(append_batch(folder, *store, ratings));
  Batch decision;
  decision.at = "2030-05-04T00:00:00Z";
  decision.decisions.push_back({"s1", "answers", "speed", 0.5, "丙", "复核", "", "2030-05-04"});
  REQUIRE(append_batch(folder, *store, decision));
  return *std::move(store);
}

TEST_CASE("What is written is read back, and nothing is overwritten") {
  const TempDir dir;
  const RatingStore written = filled_store(dir / "r");
  const auto read = load_rating_store(dir / "r");
  REQUIRE(read);
  CHECK(read->batches.size() == 3);
  CHECK(read->last_digest == written.last_digest);
  const auto ratings = read->ratings();
  REQUIRE(ratings.size() == 2);
  CHECK(ratings[0].rating.note == "引号 \" 与换行\n=1+1<script>");
  CHECK(ratings[0].rating.scored_at == "2030-05-03");
  CHECK(read->decisions()[0].decided_at == "2030-05-04");
  CHECK(read->last_plan()->units.size() == 2);
  CHECK(read->find_unit(read->last_plan()->units[1].id)->criterion == "free");
}

TEST_CASE("A revised rating counts, and the earlier one stays in its batch") {
  const TempDir dir;
  RatingStore store = filled_store(dir / "r");
  const std::string before = slurp(dir / "r/batches/000002.json");
  Batch revised;
  revised.at = "2030-05-05T00:00:00Z";
  revised.ratings = {stored(*store.last_plan(), 0, "甲", 0.5)};
  REQUIRE(append_batch(dir / "r", store, revised));
  const auto read = load_rating_store(dir / "r");
  REQUIRE(read);
  CHECK(read->ratings()[0].rating.index == 0.5);
  CHECK(read->batches[1].ratings[0].rating.index == 1.0);
  CHECK(slurp(dir / "r/batches/000002.json") == before);
}

TEST_CASE("A batch that was altered, removed or slipped in is seen, and named") {
  const TempDir dir;
  (void)filled_store(dir / "r");
  const std::string second = slurp(dir / "r/batches/000002.json");
  const std::string third = slurp(dir / "r/batches/000003.json");
  std::string named;
  SECTION("altered") {
    std::string other = second;
    other.replace(other.find("\"index\":0"), 9, "\"index\":1");
    dir.write("r/batches/000002.json", other);
    named = "000002.json";
  }
  SECTION("the last one altered") {
    std::string other = third;
    other.replace(other.find("\"index\":0.5"), 11, "\"index\":1.0");
    dir.write("r/batches/000003.json", other);
    named = "000003.json";
  }
  SECTION("removed") {
    std::filesystem::remove(dir / "r/batches/000002.json");
    named = "000002.json";
  }
  SECTION("the last one removed") {
    std::filesystem::remove(dir / "r/batches/000003.json");
    named = "000003.json";
  }
  SECTION("all of them removed") {
    std::filesystem::remove_all(dir / "r/batches");
    named = "000001.json";
  }
  SECTION("slipped in") {
    std::filesystem::rename(dir / "r/batches/000003.json", dir / "r/batches/000004.json");
    dir.write("r/batches/000003.json", second);
    named = "000003.json";
  }
  SECTION("slipped in at the end") {
    std::string other = third;
    other.replace(other.find("\"number\":3"), 10, "\"number\":4");
    const std::size_t at = other.find("sha256:");
    other.replace(at, 71, digest_text(third));
    dir.write("r/batches/000004.json", other);
    named = "000004.json";
  }
  SECTION("cut short") {
    dir.write("r/batches/000003.json", "{\"schema\"");
    named = "000003.json";
  }
  SECTION("the head removed") {
    std::filesystem::remove(dir / "r/head.json");
    named = "head.json";
  }
  SECTION("a file of another name") {
    dir.write("r/batches/x.json", "{}");
    named = "x.json";
  }
  SECTION("a pipe") {
    std::filesystem::remove(dir / "r/batches/000003.json");
    REQUIRE(::mkfifo((dir / "r/batches/000003.json").c_str(), 0600) == 0);
    named = "000003.json";
  }
  const auto read = load_rating_store(dir / "r");
  REQUIRE_FALSE(read);
  CHECK(read.error().code == ErrorCode::invalid_input);
  INFO(read.error().text());
  CHECK(read.error().where.find(named) != std::string::npos);
}

TEST_CASE("Sheets are verified: one that was altered or removed is seen, and named") {
  const TempDir dir;
  RatingStore store = filled_store(dir / "r");
  const auto kept = keep_file(dir / "r", "sheets", "what Li sent", ".csv");
  REQUIRE(kept);
  Batch batch;
  batch.at = "2030-05-05T00:00:00Z";
  batch.ratings = {stored(*store.last_plan(), 1, "甲", 1)};
  batch.ratings[0].source = *kept;
  REQUIRE(append_batch(dir / "r", store, batch));
  CHECK(load_rating_store(dir / "r")->kept.contains(*kept));
  const auto path = dir / "r/sheets" / (kept->substr(7) + ".csv");
  SECTION("altered") {
    dir.write("r/sheets/" + kept->substr(7) + ".csv", "what Li sent, and more");
  }
  SECTION("removed") {
    std::filesystem::remove(path);
  }
  const auto read = load_rating_store(dir / "r");
  REQUIRE_FALSE(read);
  INFO(read.error().text());
  CHECK(read.error().where.find("sheets/" + kept->substr(7)) != std::string::npos);
  CHECK(read.error().message.find("batch 4") != std::string::npos);
}

TEST_CASE("An import that was cut off leaves a store that can be read") {
  const TempDir dir;
  const RatingStore store = filled_store(dir / "r");
  const std::string third = slurp(dir / "r/batches/000003.json");
  const std::string second = slurp(dir / "r/batches/000002.json");
  const auto head = [&](int batches, const std::string& newest, const std::string& next) {
    dir.write("r/head.json",
              "{\"schema\":\"gweval-ratings-head/1\",\"batches\":" + std::to_string(batches) +
                  ",\"newest\":\"" + newest + "\",\"next\":\"" + next + "\"}");
  };
  head(2, digest_text(second), digest_text(third));  // the batch is written, the head not yet
  CHECK(load_rating_store(dir / "r")->batches.size() == 3);
  head(3, digest_text(third), "sha256:" + std::string(64, 'a'));  // announced, not written
  CHECK(load_rating_store(dir / "r")->batches.size() == 3);
  head(2, digest_text(second), "");
  CHECK_FALSE(load_rating_store(dir / "r"));
}

TEST_CASE("Of two imports at once one is refused, and none is lost") {
  const TempDir dir;
  RatingStore one = filled_store(dir / "r");
  RatingStore other = one;
  Batch batch;
  batch.at = "2030-05-06T00:00:00Z";
  batch.ratings = {stored(*one.last_plan(), 1, "甲", 1)};
  REQUIRE(append_batch(dir / "r", one, batch));
  const auto late = append_batch(dir / "r", other, batch);
  REQUIRE_FALSE(late);
  CHECK(late.error().text().find("another import") != std::string::npos);
  CHECK(load_rating_store(dir / "r")->batches.size() == 4);
}

TEST_CASE("Overrides count until they are withdrawn; both stay in the store") {
  const TempDir dir;
  auto store = load_rating_store(dir / "r");
  Batch set;
  set.at = "2030-05-02T00:00:00Z";
  set.overrides.push_back(
      {"s1", "answers", "entry", 0.0, "丁", "入口失效", "", "", "2030-06-01", false});
  REQUIRE(append_batch(dir / "r", *store, set));
  CHECK(load_rating_store(dir / "r")->overrides()[0].set_at == "2030-05-02");
  Batch gone;
  gone.at = "2030-05-03T00:00:00Z";
  gone.withdrawals.push_back({"s1", "answers", "entry", "丁", "已修复", ""});
  REQUIRE(append_batch(dir / "r", *store, gone));
  const auto read = load_rating_store(dir / "r");
  CHECK(read->overrides().empty());
  CHECK(read->batches.size() == 2);
}

TEST_CASE("What the store says is checked against list and catalogue") {
  const TempDir dir;
  RatingStore store = filled_store(dir / "r");
  const std::vector<Site> sites{{"s1", "镇", "https://s1.example/", "town", "", "", "", {}}};
  const auto good = judgements_from(store, sites, small_catalogue(), "r");
  CHECK(good.faults.empty());
  CHECK(good.judgements.at("s1").ratings.size() == 2);
  CHECK(good.judgements.at("s1").decisions.size() == 1);

  const auto elsewhere = judgements_from(store, {}, small_catalogue(), "r");
  CHECK(elsewhere.judgements.empty());
  CHECK(elsewhere.notices.size() == 1);

  Batch bad;
  bad.ratings = {stored(*store.last_plan(), 0, "甲", 1)};
  bad.ratings[0].rating.criterion_id = "gone";
  bad.overrides.push_back({"s1", "answers", "speed", 0.0, "丁", "x", "", "", "2030-06-01", false});
  store.batches.push_back(bad);
  const auto faulty = judgements_from(store, sites, small_catalogue(), "r");
  REQUIRE(faulty.faults.size() == 2);
  CHECK(faulty.faults[0].message.find("answers/gone") != std::string::npos);
  CHECK(faulty.faults[1].message.find("scored by hand") != std::string::npos);
}

}  // namespace
}  // namespace gweval::test
