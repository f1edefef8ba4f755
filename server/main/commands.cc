#include "main/commands.h"

#include <array>

#include "bench/commands.h"
#include "chaos/commands.h"
#include "demo/commands.h"

namespace jincai::program {

namespace {

std::array const kCommands{
    Command{"serve", "serve [--data DIR] [--db URL] [--port N] [--web DIR] [--today DATE] [--simulate-bank]",
            "serve the product until interrupted", serve},
    Command{"demo", "demo --data DIR [--db URL] [--seed N] [--date DATE] [--json]",
            "create the demonstration province in an empty folder", demo::create_province},
    Command{"import",
            "import payments --map MAP.yaml FILE.csv[.gz] --data DIR [--db URL] [--rejected FILE.csv] "
            "[--json]",
            "book the payments of a file; what is not booked comes back with an error column",
            demo::import_file},
    Command{"verify", "verify [--data DIR] [--db URL] [--json]",
            "prove books, read models and audit log from the database", verify},
    Command{"backup", "backup --data DIR --to ARCHIVE [--incremental] [--json]",
            "save the data directory beside its running server; --incremental: what changed",
            back_up},
    Command{"restore", "restore --from ARCHIVE --data EMPTY_DIR [--until INSTANT] [--json]",
            "make a data directory from the newest backup, or the last before a moment, and verify "
            "it",
            restore},
    Command{"repair", "repair --data DIR --from ARCHIVE|STANDBY_DIR [--accept-loss] [--json]",
            "bring a damaged data directory back; says what cannot be saved",
            repair},
    Command{"projections", "projections rebuild --data DIR [--db URL] [--json]",
            "make the read models again from the journals, with no server running", projections},
    Command{"replay",
            "replay --data DIR [--db URL] --until INSTANT [--region CODE [--include-lower]] [--year Y] "
            "[--unit CODE] [--quota ID] [--json]",
            "rebuild a past moment from the journal: a date, 2026-03-17T10:00:00+08:00 or a record's "
            "number",
            replay},
    Command{"replay",
            "replay --data DIR [--db URL] --set NAME=VALUE [--set ...] --year Y [--region CODE "
            "[--include-lower]] [--unit CODE] [--drop-refused] [--json]",
            "play a booked year again under other parameters: who would have been yellow, red, "
            "frozen",
            replay},
    Command{"user", "user add --data DIR [--db URL] --name NAME --role ROLE --region CODE [--unit CODE]",
            "create an account and print its one-time password", user},
    Command{"scratch-server", "scratch-server",
            "start an empty PostgreSQL of its own until interrupted, and print its address",
            scratch_server},
    Command{"openapi", "openapi", "print the OpenAPI 3.1 document", openapi},
    Command{"bench", "bench book|payments|http|import [--seconds N] [--skew zipf:1.3] [--baseline] ... [--json]",
            "measure this machine", bench::run},
    Command{"chaos",
            "chaos kill|flip|power [--cycles N] [--count N] [--backend sqlite|postgres|odbc] [--json]",
            "make faults in a folder of its own and prove that nothing acknowledged is lost",
            chaos::run},
};

}  // namespace

std::span<Command const> commands() { return kCommands; }

std::string help() {
    std::string text = "金财工程预算管理系统 v" JINCAI_VERSION "\n\n";
    for (auto const& command : kCommands)
        text += "  jincai " + std::string{command.usage} + "\n      " +
                std::string{command.summary} + "\n";
    return text;
}

}  // namespace jincai::program
