#include <algorithm>
#include <set>

#include "modules/workflow/refusals.h"
#include "modules/workflow/service.h"
#include "platform/config/config.h"

namespace jincai::workflow {

Result<Definitions> Definitions::load(std::filesystem::path const& folder) {
    std::vector<Definition> definitions;
    for (auto const& path : JC_TRY(config::yaml_files(folder))) {
        definitions.push_back(JC_TRY(config::load_yaml<Definition>(path)));
    }
    return create(std::move(definitions));
}

Result<Definitions> Definitions::create(std::vector<Definition> definitions) {
    std::set<std::string_view> kinds;
    for (Definition const& definition : definitions) {
        JC_CHECK(check_definition(definition));
        for (std::string const& kind : definition.documents) {
            if (kinds.insert(kind).second) continue;
            return refuse(refusals::definition_wrong,
                          {{"title", definition.title_zh},
                           {"problem", "another flow has the document kind " + kind + " already"}});
        }
    }
    Definitions result;
    result.definitions_ = std::move(definitions);
    return result;
}

Definition const* Definitions::find(std::string_view document_kind) const {
    auto const found = std::ranges::find_if(definitions_, [&](Definition const& definition) {
        return std::ranges::find(definition.documents, document_kind) != definition.documents.end();
    });
    return found == definitions_.end() ? nullptr : &*found;
}

}  // namespace jincai::workflow
