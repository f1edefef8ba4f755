import type { QuotaItem } from '@/api/types';

/** 公用经费 30201 办公费 */
export function quotaName(quota: QuotaItem): string {
    const project = quota.project_name || quota.summary;
    return [project, quota.economic_code, quota.economic_name].filter((part) => part !== '').join(' ');
}
