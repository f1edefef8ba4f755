#pragma once

#include "base/error.h"

namespace jincai::jobs::refusals {

inline constexpr RefusalSpec job_not_found{"job_not_found", RefusalKind::not_found,
                                           "没有这个后台任务：请刷新任务列表",
                                           "there is no such job: reload the list"};
inline constexpr RefusalSpec job_already_ended{
    "job_already_ended", RefusalKind::conflict, "任务已经结束，无需取消：请刷新后查看结果",
    "the job has ended and cannot be cancelled: reload to see how"};
inline constexpr RefusalSpec too_many_jobs{
    "too_many_jobs", RefusalKind::too_many,
    "您已有 {count} 个任务未结束：请等待其完成或取消后再提交",
    "you have {count} jobs that have not ended: wait for them or cancel one"};
inline constexpr RefusalSpec job_cancelled{
    "job_cancelled", RefusalKind::conflict, "任务已被取消：未完成的部分没有生效",
    "the job was cancelled: what was not done has no effect"};
inline constexpr RefusalSpec job_interrupted{
    "job_interrupted", RefusalKind::unavailable, "服务重新启动，任务中断：请重新提交",
    "the server was restarted and the job was interrupted: submit it again"};
inline constexpr RefusalSpec job_broken{
    "job_broken", RefusalKind::unavailable,
    "任务因系统内部错误中止：请联系系统管理员，并告知任务编号 {job_id}",
    "the job ended by an internal error: tell the system administrator its number {job_id}"};

inline constexpr RefusalSpec const* kAll[] = {&job_not_found, &job_already_ended, &too_many_jobs,
                                              &job_cancelled, &job_interrupted,   &job_broken};

}  // namespace jincai::jobs::refusals
