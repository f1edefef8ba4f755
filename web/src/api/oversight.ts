import { client, unwrap } from './client';
import type { AuditFilter, AuditRecord, Job, JobFilter, LeaderCockpit, LeaderFilter, Page } from './types';

export function listAuditRecords(query: AuditFilter): Promise<Page<AuditRecord>> {
    return unwrap(client.GET('/api/audit/records', { params: { query } }));
}

export function listJobs(query: JobFilter): Promise<Page<Job>> {
    return unwrap(client.GET('/api/jobs', { params: { query } }));
}

export function cancelJob(jobId: number): Promise<Job> {
    return unwrap(client.POST('/api/jobs/{job_id}/cancel', { params: { path: { job_id: jobId } } }));
}

export function readLeaderCockpit(query: LeaderFilter): Promise<LeaderCockpit> {
    return unwrap(client.GET('/api/cockpit/leader', { params: { query } }));
}
