#pragma once

#include <functional>

#include "modules/basics/directory.h"
#include "modules/cockpit/model_county.h"
#include "modules/cockpit/model_leader.h"
#include "modules/cockpit/prepared.h"
#include "platform/api/caller.h"
#include "platform/storage/database.h"

namespace jincai::cockpit {

/// How many tasks wait for this person now. Called outside of the module's own reads: it may read
/// the database by itself.
using TaskCount = std::function<std::int64_t(api::Caller const&)>;

/// What the module is given. All outlive it.
struct Parts {
    storage::Database& database;
    Clock const& clock;
    std::function<basics::DirectoryPtr()> directory;
    TaskCount task_count;
};

/// The door of the module: figures for each audience. Reads only; any thread may call.
class Service {
public:
    explicit Service(Parts parts) : parts_{std::move(parts)} {}
    Service(Service const&) = delete;
    Service& operator=(Service const&) = delete;

    /// Refused: a region outside the caller's scope, a month that has not begun.
    [[nodiscard]] Result<LeaderCockpit> leader(api::Caller const& caller,
                                               LeaderFilter const& filter);
    [[nodiscard]] Result<CountyCockpit> county(api::Caller const& caller,
                                               CountyFilter const& filter);

    /// Adds up every book of this year and last year, so that the first visitor does not wait.
    void warm();

private:
    [[nodiscard]] Result<Frame> frame_of(api::Caller const& caller,
                                         std::optional<RegionCode> const& region,
                                         std::optional<FiscalYear> year,
                                         std::optional<FiscalMonth> month) const;
    [[nodiscard]] Timestamp as_of(storage::Session& session, Frame const& frame) const;
    [[nodiscard]] YearSums year_sums(storage::Session& session, Frame const& frame,
                                     FiscalYear year, basics::Directory const& directory);

    Parts parts_;
    PreparedSums prepared_;
};

}  // namespace jincai::cockpit
