#include "modules/identity/session_cache.h"

namespace jincai::identity {

namespace {

constexpr std::int64_t kStoreEveryMs = 60'000;
/// Far more than the people of a province; reached, all are forgotten and read again when used.
constexpr std::size_t kSessionsMax = 50'000;

std::int64_t ms_of(Timestamp instant) {
    return instant.time_since_epoch().count();
}

}  // namespace

LiveSession::LiveSession(SessionRow row_in, api::Caller caller_in, bool administrator_in,
                         bool must_change_in)
    : row{std::move(row_in)},
      caller{std::move(caller_in)},
      administrator{administrator_in},
      must_change{must_change_in},
      last_seen_ms{ms_of(row.last_seen_at)},
      written_ms{ms_of(row.last_seen_at)} {}

bool LiveSession::is_alive(SignInRules const& rules, Timestamp now) const {
    SessionRow current = row;
    current.last_seen_at = Timestamp{std::chrono::milliseconds{last_seen_ms.load()}};
    return identity::is_alive(current, administrator, rules, now);
}

bool LiveSession::touch(Timestamp now) {
    auto const now_ms = ms_of(now);
    last_seen_ms.store(now_ms);
    auto written = written_ms.load();
    return now_ms - written >= kStoreEveryMs && written_ms.compare_exchange_strong(written, now_ms);
}

std::shared_ptr<LiveSession> SessionCache::find(std::string_view session_id) const {
    std::lock_guard const guard{mutex_};
    auto const found = sessions_.find(std::string{session_id});
    return found == sessions_.end() ? nullptr : found->second;
}

std::uint64_t SessionCache::generation() const {
    std::lock_guard const guard{mutex_};
    return generation_;
}

bool SessionCache::insert(std::shared_ptr<LiveSession> session, std::uint64_t generation) {
    std::lock_guard const guard{mutex_};
    if (generation != generation_) return false;
    if (sessions_.size() >= kSessionsMax) sessions_.clear();
    auto const& id = session->row.session_id;
    sessions_.insert_or_assign(id, std::move(session));
    return true;
}

void SessionCache::erase(std::string_view session_id) {
    std::lock_guard const guard{mutex_};
    ++generation_;
    sessions_.erase(std::string{session_id});
}

void SessionCache::erase_user(UserId user_id) {
    std::lock_guard const guard{mutex_};
    ++generation_;
    std::erase_if(sessions_,
                  [&](auto const& entry) { return entry.second->row.user_id == user_id; });
}

}  // namespace jincai::identity
