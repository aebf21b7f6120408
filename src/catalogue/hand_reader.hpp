#pragma once
// cases/*.yaml and test-plans/*.yaml of a catalogue folder.

#include "catalogue/catalogue_files.hpp"
#include "catalogue/faults.hpp"
#include "gweval/catalogue.hpp"
#include "gweval/hand_catalogue.hpp"

namespace gweval {

/// Profiles must have been read: schemes and plans name their leaves.
[[nodiscard]] HandCatalogue read_hand_catalogue(CatalogueFiles& files, const Catalogue& catalogue,
                                                Faults& faults);

}  // namespace gweval
