#include "app/repair_survey.h"

#include "ledger/record.h"
#include "platform/storage/failure.h"

namespace jincai::app {

namespace {

/// A damaged page is an exception of the storage: then the record counts as absent.
std::optional<StoredRecord> read(storage::Session& session, execution::BookKey const& book,
                                 std::int64_t seq) {
    try {
        return journal_record(session, book, seq);
    } catch (storage::StorageError const&) {
        return std::nullopt;
    }
}

/// Whether the record follows `end`, with columns that say what is inside it.
bool follows(execution::Head const& end, StoredRecord const& stored) {
    if (stored.seq != end.seq + 1 || stored.hash != execution::chain(end.hash, stored.record))
        return false;
    auto const posting = ledger::decode(stored.record);
    return posting && posting->seq == stored.seq &&
           posting->header.at.time_since_epoch().count() == stored.at &&
           posting->header.command_id == stored.command_id &&
           boost::describe::enum_to_string(posting->kind, "") == stored.kind;
}

}  // namespace

SurveyedBook survey_book(storage::Session& session, execution::BookKey const& book,
                         std::int64_t extent, Elsewhere const& elsewhere) {
    SurveyedBook found;
    while (found.end.seq < extent) {
        auto stored = read(session, book, found.end.seq + 1);
        if (!stored || !follows(found.end, *stored)) {
            auto other = elsewhere(book, found.end.seq + 1);
            if (!other || !follows(found.end, *other)) return found;
            found.patches.push_back(*other);
            stored = std::move(other);
        }
        found.end = {stored->seq, stored->hash};
    }
    return found;
}

std::string hash_at(storage::Session& session, execution::BookKey const& book, std::int64_t seq) {
    auto const stored = read(session, book, seq);
    return stored ? stored->hash : std::string{};
}

}  // namespace jincai::app
