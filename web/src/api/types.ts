// The names the pages use for what travels over the interface. Everything comes from the program's own
// description of it; see `generated/`.
import type { components, paths } from './generated/schema';

export type { paths };

type Schemas = components['schemas'];

// One page of a list, with the program's sums over the whole list.
export type Page<T> = { items: T[]; total: number; totals: Record<string, number> };

// The query of a list, as the path declares it.
type QueryOf<Path extends keyof paths> = paths[Path] extends {
    get: { parameters: { query?: infer Query } };
}
    ? NonNullable<Query>
    : never;

export type Problem = Schemas['api.Problem'];
export type FieldProblem = Schemas['api.ProblemFinding'];
export type Named = Schemas['identity.NamedCode'];
export type Session = Schemas['identity.SessionView'];
export type Task = Schemas['workflow.TodoItem'];
export type Notice = Schemas['workflow.NoticeItem'];
export type Region = Schemas['basics.RegionView'];
export type Unit = Schemas['basics.UnitView'];
export type Parameter = Schemas['basics.ParameterView'];
export type ParameterWish = Schemas['basics.Wish'];
export type Job = Schemas['oversight.JobView'];

export type LightView = Schemas['execution.LightView'];
export type AsOfReport = Schemas['execution.AsOfReport'];
export type WhatIfRequest = Schemas['execution.WhatIfRequest'];
export type WhatIfReport = Schemas['execution.WhatIfReport'];
export type QuotaItem = Schemas['execution.QuotaItem'];
export type MonthPlan = Schemas['execution.MonthPlan'];
export type QuotaView = Schemas['execution.QuotaView'];
export type EntryItem = Schemas['execution.EntryItem'];
export type NewQuota = Schemas['execution.NewQuota'];
export type QuotaDocumentLine = Schemas['execution.QuotaDocumentLine'];
export type NewQuotaDocument = Schemas['execution.NewQuotaDocument'];
export type QuotaDocumentEdit = Schemas['execution.QuotaDocumentEdit'];
export type DocumentItem = Schemas['execution.DocumentItem'];
export type QuotaDocumentView = Schemas['execution.QuotaDocumentView'];
export type DecisionRequest = Schemas['execution.DecisionRequest'];
export type PlanRow = Schemas['execution.PlanRow'];
export type PlanDocumentLine = Schemas['execution.PlanDocumentLine'];
export type NewPlanDocument = Schemas['execution.NewPlanDocument'];
export type PlanDocumentEdit = Schemas['execution.PlanDocumentEdit'];
export type PlanDocumentView = Schemas['execution.PlanDocumentView'];
export type Payee = Schemas['execution.Payee'];
export type PaymentItem = Schemas['execution.PaymentItem'];
export type RefundView = Schemas['execution.RefundView'];
export type PaymentView = Schemas['execution.PaymentView'];
export type NewPayment = Schemas['execution.NewPayment'];
export type PaymentEdit = Schemas['execution.PaymentEdit'];
export type PreviewRequest = Schemas['execution.PreviewRequest'];
export type PaymentPreview = Schemas['execution.PaymentPreview'];
export type ClearRequest = Schemas['execution.ClearRequest'];
export type RefundRequest = Schemas['execution.RefundRequest'];
export type BulkDecision = Schemas['execution.BulkDecision'];
export type BulkResult = Schemas['execution.BulkResult'];
export type BulkResults = Schemas['execution.BulkResults'];
export type LightMonth = Schemas['execution.LightMonth'];
export type LightRow = Schemas['execution.LightRow'];
export type LightChangeItem = Schemas['execution.LightChangeItem'];
export type FreezeView = Schemas['execution.FreezeView'];
export type UnfreezeRequest = Schemas['execution.UnfreezeRequest'];
export type NewPaymentList = Schemas['execution.NewPaymentList'];
export type NewListLine = Schemas['execution.NewListLine'];
export type PaymentListView = Schemas['execution.PaymentListView'];
export type PaymentStatus = Schemas['execution.PaymentStatus'];
export type DocumentStatus = Schemas['execution.DocumentStatus'];
export type QuotaDocumentKind = Schemas['execution.QuotaDocumentKind'];
export type PlanDocumentKind = Schemas['execution.PlanDocumentKind'];
export type FreezeStatus = Schemas['execution.FreezeStatus'];

export type Light = Schemas['ledger.Light'];
export type ProjectClass = Schemas['ledger.ProjectClass'];
export type PlanMode = Schemas['ledger.PlanMode'];

export type GrantView = Schemas['identity.GrantView'];
export type Preferences = Schemas['identity.Preferences'];
export type UserStatus = Schemas['identity.UserStatus'];
export type UserView = Schemas['identity.UserView'];
export type NewUserRequest = Schemas['identity.NewUserRequest'];
export type InitialPassword = Schemas['identity.InitialPassword'];
export type GrantSpec = Schemas['identity.GrantSpec'];
export type RoleView = Schemas['identity.RoleView'];

export type TodoTab = Schemas['workflow.TodoTab'];
export type TodoCounts = Schemas['workflow.TodoCounts'];
export type TodoList = Schemas['workflow.TodoList'];
export type FlowStep = Schemas['workflow.FlowStep'];
export type TrailEntry = Schemas['workflow.TrailEntry'];
export type DocumentFlow = Schemas['workflow.DocumentFlow'];

export type CodeSet = Schemas['basics.CodeSet'];
export type CodeEntry = Schemas['basics.CodeEntry'];
export type ParameterDefinition = Schemas['basics.ParameterDefinition'];
export type ParameterValue = Schemas['basics.ParameterValue'];
export type ParameterList = Schemas['basics.ParameterList'];
export type Proposal = Schemas['basics.Proposal'];
export type MonthStatus = Schemas['basics.MonthStatus'];
export type MonthView = Schemas['basics.MonthView'];
export type CalendarView = Schemas['basics.CalendarView'];

export type Link = Schemas['cockpit.Link'];
export type Tile = Schemas['cockpit.Tile'];
export type PacePoint = Schemas['cockpit.PacePoint'];
export type DepartmentPace = Schemas['cockpit.DepartmentPace'];
export type FunctionShare = Schemas['cockpit.FunctionShare'];
export type DueItem = Schemas['cockpit.DueItem'];
export type Coverage = Schemas['cockpit.Coverage'];
export type LeaderCockpit = Schemas['cockpit.LeaderCockpit'];

export type AuditRecord = Schemas['oversight.AuditRecord'];

export type FieldChange = Schemas['audit.FieldChange'];

export type QuotaFilter = QueryOf<'/api/execution/quotas'>;
export type EntryFilter = QueryOf<'/api/execution/quotas/{quota_id}/entries'>;
export type DocumentFilter = QueryOf<'/api/execution/quota-documents'>;
export type PlanFilter = QueryOf<'/api/execution/plans'>;
export type PaymentFilter = QueryOf<'/api/execution/payments'>;
export type LightFilter = QueryOf<'/api/execution/lights'>;
export type AsOfFilter = QueryOf<'/api/execution/replay/as-of'>;
export type FreezeFilter = QueryOf<'/api/execution/freezes'>;
export type TodoFilter = QueryOf<'/api/workflow/todo'>;
export type UserFilter = QueryOf<'/api/identity/users'>;
export type RegionFilter = QueryOf<'/api/basics/regions'>;
export type UnitFilter = QueryOf<'/api/basics/units'>;
export type CodeFilter = QueryOf<'/api/basics/codes'>;
export type AuditFilter = QueryOf<'/api/audit/records'>;
export type JobFilter = QueryOf<'/api/jobs'>;
export type LeaderFilter = QueryOf<'/api/cockpit/leader'>;

// An upload answers bytes in, JSON out; its answer is not part of the description.
export type Attachment = {
    attachment_id: number;
    kind: string;
    file_name: string;
    content_type: string;
    size_bytes: number;
    sm3: string;
    uploaded_by: string;
    uploaded_at: string;
};
