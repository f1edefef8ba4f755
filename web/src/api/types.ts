// The names the pages use for what travels over the interface.
export type Light = 'green' | 'yellow' | 'red';
export type ProjectClass = 'personnel' | 'operating' | 'project';
export type PaymentStatus =
    | 'draft'
    | 'submitted'
    | 'approved'
    | 'sealed'
    | 'sent'
    | 'cleared'
    | 'returned'
    | 'bounced'
    | 'refunded'
    | 'voided';
export type DocumentStatus = 'draft' | 'submitted' | 'effective' | 'returned' | 'voided';
export type QuotaDocumentKind =
    | 'issue'
    | 'distribute'
    | 'increase'
    | 'decrease'
    | 'transfer'
    | 'freeze'
    | 'unfreeze';
export type PlanDocumentKind = 'plan' | 'shift';
export type FreezeStatus = 'frozen' | 'requested' | 'opined' | 'half_approved' | 'lifted';
export type CodeSet =
    | 'function'
    | 'department_economic'
    | 'government_economic'
    | 'fund'
    | 'project_class'
    | 'quota_type'
    | 'payment_mode';

export type Problem = {
    type: string;
    title: string;
    status: number;
    code: string;
    detail: string;
    path?: string | null;
    figures?: Record<string, string | number> | null;
    errors?: FieldProblem[] | null;
    trace_id?: string | null;
};
export type FieldProblem = { path: string; code: string; detail: string };

export type Named = { code: string; name: string };
export type GrantView = {
    grant_id: number;
    role: string;
    role_zh: string;
    role_en: string;
    region: Named;
    include_lower: boolean;
    units: Named[];
};
export type Session = {
    user_id: number;
    user_name: string;
    display_name: string;
    roles: GrantView[];
    role: string | null;
    grant_id: number | null;
    permissions: string[];
    region: Named | null;
    unit: Named | null;
    landing: string;
    must_change_password: boolean;
    idle_seconds: number;
    ends_at: string;
    last_login_at: string | null;
    last_login_ip: string;
    fiscal_year: number;
    today: string;
};
export type Preferences = {
    theme: 'system' | 'light' | 'dark';
    language: 'zh' | 'en';
    density: 'standard' | 'compact';
    unit: 'yuan' | 'wan' | 'yi';
};
export type UserStatus = 'active' | 'locked' | 'disabled';
export type UserView = {
    user_id: number;
    user_name: string;
    display_name: string;
    region: Named;
    unit: Named | null;
    status: UserStatus;
    locked_until: string | null;
    must_change_password: boolean;
    last_login_at: string | null;
    last_login_ip: string;
    created_at: string;
    revision: number;
    roles: GrantView[];
};
export type UserFilter = Paging & { query?: string; status?: UserStatus; role?: string; region_code?: string };
export type NewUserRequest = {
    user_name: string;
    display_name: string;
    region_code: string;
    unit_code?: string | null;
};
export type InitialPassword = { user_id: number; initial_password: string };
export type GrantSpec = { role: string; region_code: string; include_lower: boolean; unit_prefixes: string[] };
export type RoleView = {
    role: string;
    zh: string;
    en: string;
    within_unit: boolean;
    includes_lower: boolean;
    permissions: string[];
    excludes: string[];
};

export type Page<T> = { items: T[]; total: number; totals: Record<string, number> };
export type Paging = { page?: number; size?: number; sort?: string };
export type Place = { region_code?: string; fiscal_year?: number };

export type LightView = {
    light: Light;
    watched: boolean;
    frozen: boolean;
    month: number;
    plan_fen: number;
    spend_fen: number;
    spend_bp: number;
    rule_version: string;
    since: string | null;
    reason: string;
};
export type QuotaItem = {
    region_code: string;
    id: number;
    fiscal_year: number;
    unit_code: string;
    unit_name: string;
    fund_code: string;
    function_code: string;
    function_name: string;
    economic_code: string;
    economic_name: string;
    project_code: string;
    project_name: string;
    project_class: ProjectClass;
    protected_class: boolean;
    direct_funds: boolean;
    summary: string;
    document_id: number;
    document_number: string;
    parent_id: number;
    issued_fen: number;
    pending_fen: number;
    executable_fen: number;
    frozen_fen: number;
    procurement_fen: number;
    contract_fen: number;
    plan_fen: number;
    in_flight_fen: number;
    paid_fen: number;
    passed_down_fen: number;
    carried_fen: number;
    recalled_fen: number;
};
export type QuotaFilter = Paging &
    Place & {
        unit_code?: string;
        fund_code?: string;
        function_code?: string;
        economic_code?: string;
        project_class?: ProjectClass;
        query?: string;
    };
export type MonthPlan = { month: number; approved_fen: number; left_fen: number };
export type PlanMode = 'none' | 'cumulative' | 'month';
export type QuotaView = {
    quota: QuotaItem;
    plan_mode: PlanMode;
    available_fen: number;
    months: MonthPlan[];
    light: LightView;
};
export type EntryItem = {
    seq: number;
    at: string;
    day: string;
    kind: string;
    side: string;
    account: number;
    account_name: string;
    detail: number;
    amount_fen: number;
};

export type NewQuota = {
    unit_code: string;
    fund_code: string;
    function_code: string;
    economic_code: string;
    government_economic_code: string;
    project_code: string;
    project_name: string;
    project_class: ProjectClass;
    protected_class: boolean;
    direct_funds: boolean;
    summary: string;
    account: string;
};
export type QuotaDocumentLine = {
    from_quota_id?: number | null;
    to_quota_id?: number | null;
    receiver_region_code?: string | null;
    quota?: NewQuota | null;
    amount_fen: number;
};
export type NewQuotaDocument = {
    region_code: string;
    fiscal_year: number;
    kind: QuotaDocumentKind;
    title: string;
    source?: string | null;
    upper_number?: string | null;
    reason: string;
    lines: QuotaDocumentLine[];
    submit: boolean;
};
export type DocumentItem = {
    region_code: string;
    id: number;
    fiscal_year: number;
    kind: string;
    number: string;
    title: string;
    unit_code: string;
    status: DocumentStatus;
    amount_fen: number;
    created_by_name: string;
    created_at: string;
    booked_at: string | null;
};
export type DocumentFilter = Paging & Place & { kind?: string; status?: string; query?: string };
export type QuotaDocumentView = {
    region_code: string;
    id: number;
    fiscal_year: number;
    kind: QuotaDocumentKind;
    number: string;
    title: string;
    source: string;
    upper_number: string;
    reason: string;
    status: DocumentStatus;
    amount_fen: number;
    lines: QuotaDocumentLine[];
    created_by_name: string;
    created_at: string;
    booked_seq: number | null;
    booked_at: string | null;
    open_step: string | null;
    revision: number;
};
export type DecisionRequest = { opinion?: string | null; expected_step?: string | null };

export type PlanFilter = Paging & Place & { unit_code?: string; project_class?: ProjectClass };
export type PlanRow = {
    region_code: string;
    quota_id: number;
    unit_code: string;
    unit_name: string;
    project_name: string;
    project_class: ProjectClass;
    economic_code: string;
    economic_name: string;
    issued_fen: number;
    planned_fen: number[];
    submitted_fen: number[];
};
export type PlanDocumentLine = {
    quota_id: number;
    month: number;
    to_month?: number | null;
    contract_id?: number | null;
    amount_fen: number;
};
export type NewPlanDocument = {
    region_code: string;
    fiscal_year: number;
    kind: PlanDocumentKind;
    unit_code: string;
    title: string;
    reason: string;
    lines: PlanDocumentLine[];
    submit: boolean;
};
export type PlanDocumentView = {
    region_code: string;
    id: number;
    fiscal_year: number;
    kind: PlanDocumentKind;
    number: string;
    title: string;
    unit_code: string;
    unit_name: string;
    reason: string;
    status: DocumentStatus;
    amount_fen: number;
    lines: PlanDocumentLine[];
    created_by_name: string;
    created_at: string;
    booked_seq: number | null;
    booked_at: string | null;
    open_step: string | null;
    revision: number;
};

export type Payee = { name: string; account: string; bank: string; amount_fen: number };
export type PaymentItem = {
    region_code: string;
    id: number;
    fiscal_year: number;
    number: string;
    unit_code: string;
    unit_name: string;
    quota_id: number;
    project_class: ProjectClass;
    fund_code: string;
    function_code: string;
    economic_code: string;
    economic_name: string;
    amount_fen: number;
    refunded_fen: number;
    status: PaymentStatus;
    purpose: string;
    payee_name: string;
    payee_count: number;
    created_by_name: string;
    created_at: string;
    submitted_at: string | null;
    cleared_on: string | null;
    light_after: Light | null;
};
export type PaymentFilter = Paging &
    Place & {
        unit_code?: string;
        status?: PaymentStatus;
        project_class?: ProjectClass;
        quota_id?: number;
        economic_code?: string;
        submitted_from?: string;
        submitted_to?: string;
        amount_fen_min?: number;
        amount_fen_max?: number;
        query?: string;
    };
export type RefundView = { amount_fen: number; day: string; reason: string; bank_reference: string };
export type PaymentView = {
    payment: PaymentItem;
    amount_capital: string;
    contract_id: number;
    payees: Payee[];
    attachment_ids: number[];
    voucher_number: string | null;
    sealed_at: string | null;
    sent_at: string | null;
    bank_reference: string | null;
    journal_seq: number | null;
    refunds: RefundView[];
    open_step: string | null;
    quota_issued_fen: number;
    quota_available_fen: number;
    light: LightView;
    revision: number;
};
export type NewPayment = {
    quota_id: number;
    contract_id?: number | null;
    amount_fen: number;
    purpose: string;
    payees: Payee[];
    attachment_ids: number[];
    submit: boolean;
};
export type PaymentEdit = {
    revision: number;
    amount_fen: number;
    purpose: string;
    payees: Payee[];
    attachment_ids: number[];
};
export type PreviewRequest = {
    quota_id: number;
    contract_id?: number | null;
    amount_fen: number;
    payee_account?: string | null;
};
export type PaymentPreview = {
    allowed: boolean;
    refusal_code: string | null;
    refusal_text: string | null;
    refusal_basis: string | null;
    plan_mode: PlanMode;
    issued_fen: number;
    available_fen: number;
    available_after_fen: number;
    light_before: LightView;
    light_after: LightView;
    overspent_after: boolean;
    freezes: boolean;
    missing_attachments: string[];
    warnings: string[];
};
export type ClearRequest = { bank_reference: string; cleared_on?: string | null };
export type RefundRequest = { amount_fen: number; reason: string; bank_reference: string };
export type BulkDecision = { payment_ids: number[]; opinion?: string | null };
export type BulkResult = { payment_id: number; done: boolean; code: string | null; detail: string | null };
export type BulkResults = { done: number; failed: number; results: BulkResult[] };

export type LightFilter = Paging & Place & { unit_code?: string; light?: Light };
export type LightMonth = {
    month: number;
    light: Light;
    plan_fen: number;
    spend_fen: number;
    spend_bp: number;
};
export type LightRow = {
    region_code: string;
    region_name: string;
    unit_code: string;
    unit_name: string;
    fund_code: string;
    project_class: string;
    light: Light;
    frozen: boolean;
    since: string | null;
    reason: string;
    months: LightMonth[];
};
export type LightChangeItem = {
    seq: number;
    at: string;
    month: number;
    unit_code: string;
    fund_code: string;
    project_class: string;
    light_from: Light;
    light_to: Light;
    plan_fen: number;
    spend_fen: number;
    spend_bp: number;
    rule_version: string;
};
export type FreezeFilter = Paging & { region_code?: string; unit_code?: string; status?: FreezeStatus };
export type FreezeView = {
    region_code: string;
    id: number;
    fiscal_year: number;
    unit_code: string;
    unit_name: string;
    fund_code: string;
    project_class: string;
    status: FreezeStatus;
    month: number;
    plan_fen: number;
    spend_fen: number;
    rule_version: string;
    trigger_seq: number;
    frozen_at: string;
    requested_by_name: string | null;
    requested_at: string | null;
    reason: string | null;
    correction_plan: string | null;
    lifted_at: string | null;
    open_step: string | null;
    explanation: string;
    revision: number;
};
export type UnfreezeRequest = { reason: string; correction_plan: string };

export type Task = {
    region_code: string;
    document_kind: string;
    document_title: string;
    document_id: number;
    number: string;
    title: string;
    amount_fen: number;
    unit_code: string;
    unit_name: string;
    state: string;
    step: string;
    step_title: string;
    action: string | null;
    initiator_name: string;
    on_behalf_of: string | null;
    submitted_at: string;
    opened_at: string;
    decided_at: string | null;
};
export type TodoTab = 'pending' | 'done' | 'initiated';
export type TodoCounts = Record<TodoTab | 'unread_notices', number>;
export type TodoList = { items: Task[]; total: number; counts: TodoCounts };
export type TodoFilter = Paging & { tab?: TodoTab; kind?: string };
export type Notice = {
    notice_id: number;
    kind: string;
    text: string;
    document_kind: string;
    document_id: number;
    created_at: string;
    read_at: string | null;
};
export type FlowStep = {
    name: string;
    title: string;
    role: string;
    state: 'done' | 'open' | 'ahead';
    signatures_needed: number;
    signatures_given: number;
    holder_name: string | null;
    mine: boolean;
};
export type TrailEntry = {
    round: number;
    step: string;
    step_title: string;
    action: string;
    actor_name: string;
    principal_name: string | null;
    opinion: string;
    at: string;
};
export type DocumentFlow = {
    region_code: string;
    document_kind: string;
    document_title: string;
    document_id: number;
    number: string;
    title: string;
    amount_fen: number;
    unit_code: string;
    state: string;
    round: number;
    step: string;
    steps: FlowStep[];
    trail: TrailEntry[];
};

export type Region = {
    code: string;
    name: string;
    short_name: string;
    level: string;
    parent_code: string;
    initials: string;
    has_children: boolean;
};
export type Unit = {
    region_code: string;
    code: string;
    name: string;
    short_name: string;
    parent_code: string;
    department_code: string;
    type: string;
    line_section: string;
    valid_from: string;
    valid_to: string | null;
    initials: string;
};
export type CodeEntry = {
    set: CodeSet;
    fiscal_year: number;
    code: string;
    name: string;
    parent_code: string;
    level: number;
    leaf: boolean;
    valid: boolean;
    confidence: string;
};
export type ParameterValue = {
    region_code: string;
    name: string;
    effective_from: string;
    version: number;
    value: string;
    document_number: string;
    proposed_by: string;
    approved_by: string;
    decided_at: string;
};
export type ParameterDefinition = {
    name: string;
    kind: string;
    description_zh: string;
    description_en: string;
    unit: string;
    choices: string;
    basis: string;
};
export type Parameter = {
    definition: ParameterDefinition;
    in_force: ParameterValue | null;
    history: ParameterValue[];
};
export type Proposal = {
    region_code: string;
    id: number;
    name: string;
    value: string;
    effective_from: string;
    document_number: string;
    reason: string;
    state: string;
    proposed_by_id: number;
    proposed_by: string;
    proposed_at: string;
    decided_by: string | null;
    decided_at: string | null;
};
export type ParameterList = { items: Parameter[]; total: number; proposals: Proposal[] };
export type ParameterWish = {
    name: string;
    region_code?: string | null;
    value: string;
    effective_from: string;
    document_number: string;
    reason: string;
};
export type MonthStatus = {
    region_code: string;
    fiscal_year: number;
    fiscal_month: number;
    state: string;
    changed_by_id: number;
    changed_by: string;
    changed_at: string;
    reason: string;
};
export type MonthView = {
    fiscal_month: number;
    state: string;
    working_days: number;
    changed_by: string | null;
    changed_at: string | null;
    reason: string | null;
};
export type CalendarView = {
    region_code: string;
    fiscal_year: number;
    months: MonthView[];
    special_days: { day: string; kind: string }[];
};
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

export type FieldChange = { field: string; old_value: string; new_value: string };
export type AuditRecord = {
    seq: number;
    at: string;
    user_id: number;
    user_name: string;
    role: string;
    ip: string;
    session_id: string;
    request_id: string;
    action: string;
    object_kind: string;
    object_id: string;
    region_code: string;
    unit_code: string;
    changes: FieldChange[];
    approver: string;
    rule_version: string;
    result: string;
};
export type AuditFilter = Paging & {
    user_name?: string;
    action?: string;
    object_kind?: string;
    object_id?: string;
    from?: string;
    until?: string;
};
export type Job = {
    id: number;
    kind: string;
    title: string;
    state: string;
    progress_bp: number;
    message: string;
    error: string | null;
    result_link: string | null;
    created_by_name: string;
    created_at: string;
    finished_at: string | null;
};

export type Link = { route: string; query: Record<string, string> };
export type Tile = {
    key: string;
    value: number;
    unit: 'basis_points' | 'count' | 'fen';
    as_of: string;
    source: string;
    definition: string;
    amounts: Record<string, number>;
    counts: Record<string, number>;
    link: Link;
};
export type PacePoint = {
    month: number;
    elapsed_bp: number;
    pace_fen: number;
    paid_fen: number | null;
    actual_bp: number | null;
    last_year_fen: number | null;
    last_year_bp: number | null;
};
export type DepartmentPace = {
    level: string;
    code: string;
    name: string;
    regions: number;
    budget_fen: number;
    paid_fen: number;
    rate_bp: number;
    gap_bp: number;
    link: Link;
};
export type FunctionShare = {
    code: string;
    name: string;
    is_key: boolean;
    budget_fen: number;
    paid_fen: number;
    last_year_fen: number;
    budget_bp: number;
    actual_bp: number;
    last_year_bp: number;
    link: Link;
};
export type DueItem = { key: string; count: number; amount_fen: number; oldest_at: string | null; link: Link };
export type Coverage = 'own' | 'whole';
export type LeaderFilter = {
    region_code?: string;
    fiscal_year?: number;
    month?: number;
    fund_code?: string;
    coverage?: Coverage;
};
export type LeaderCockpit = {
    region_code: string;
    region_name: string;
    coverage: Coverage;
    fiscal_year: number;
    month: number;
    day: string;
    fund_code: string | null;
    as_of: string;
    budget_fen: number;
    paid_fen: number;
    last_year_fen: number;
    rate_bp: number;
    elapsed_bp: number;
    tiles: Tile[];
    pace: PacePoint[];
    behind: DepartmentPace[];
    ahead: DepartmentPace[];
    department_count: number;
    key_spending: FunctionShare[];
    lights: LightRow[];
    light_count: number;
    due: DueItem[];
};

// One operation of the interface, in the form the client library understands.
type Json<T> = { content: { 'application/json': T } };
type NoPath = 'no path';
type PathOf<Path> = [Path] extends [NoPath] ? { path?: never } : { path: Path };
type Operation<Query, Path, Body, Answer> = {
    parameters: { query?: Query; header?: never; cookie?: never } & PathOf<Path>;
    requestBody?: [Body] extends [never] ? never : Json<Body>;
    responses: { 200: { headers: Record<string, string> } & Json<Answer> };
};
type Methods<Path, G, P, U> = {
    parameters: { query?: never; header?: never; cookie?: never } & PathOf<Path>;
    get: G;
    post: P;
    put: U;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
};

type Get<Q, A, P = NoPath> = Methods<P, Operation<Q, P, never, A>, never, never>;
type Post<B, A, P = NoPath> = Methods<P, never, Operation<never, P, B, A>, never>;
type Both<Q, A, B, C, P = NoPath> = Methods<P, Operation<Q, P, never, A>, Operation<never, P, B, C>, never>;
type None = Record<string, never>;
type PaymentPath = { payment_id: number };
type DocumentPath = { document_id: number };
type FreezePath = { freeze_id: number };

export type paths = {
    '/api/identity/login': Post<{ user_name: string; password: string }, Session>;
    '/api/identity/logout': Post<None, None>;
    '/api/identity/session': Get<never, Session>;
    '/api/identity/role': Post<{ grant_id: number }, Session>;
    '/api/identity/password': Post<{ old_password: string; new_password: string }, Session>;
    '/api/identity/preferences': Methods<
        NoPath,
        Operation<never, NoPath, never, Preferences>,
        never,
        Operation<never, NoPath, Preferences, Preferences>
    >;
    '/api/identity/users': Both<UserFilter, Page<UserView>, NewUserRequest, InitialPassword>;
    '/api/identity/users/{user_id}/lock': Post<{ reason: string }, UserView, { user_id: number }>;
    '/api/identity/users/{user_id}/unlock': Post<None, UserView, { user_id: number }>;
    '/api/identity/users/{user_id}/reset': Post<None, InitialPassword, { user_id: number }>;
    '/api/identity/users/{user_id}/roles': Post<
        { grants: GrantSpec[]; revision: number },
        UserView,
        { user_id: number }
    >;
    '/api/identity/roles': Get<never, { roles: RoleView[] }>;
    '/api/workflow/todo': Get<TodoFilter, TodoList>;
    '/api/workflow/notices': Get<never, Page<Notice>>;
    '/api/workflow/notices/{notice_id}/read': Post<None, None, { notice_id: number }>;
    '/api/workflow/documents/{kind}/{document_id}': Get<{ region_code?: string }, DocumentFlow, { kind: string; document_id: number }>;
    '/api/basics/regions': Get<{ parent?: string; query?: string; size?: number }, Page<Region>>;
    '/api/basics/units': Get<Paging & { region_code?: string; parent?: string; query?: string }, Page<Unit>>;
    '/api/basics/codes': Get<Paging & { set: CodeSet; fiscal_year: number; query?: string }, Page<CodeEntry>>;
    '/api/basics/parameters': Both<{ region_code?: string; day?: string }, ParameterList, ParameterWish, Proposal>;
    '/api/basics/parameters/{proposal_id}/approve': Post<None, Proposal, { proposal_id: number }>;
    '/api/basics/parameters/{proposal_id}/refuse': Post<{ reason: string }, Proposal, { proposal_id: number }>;
    '/api/basics/calendar': Get<{ region_code?: string; fiscal_year?: number }, CalendarView>;
    '/api/basics/months/{month}/close': Post<
        { region_code: string; fiscal_year: number; reason: string },
        MonthStatus,
        { month: number }
    >;
    '/api/basics/months/{month}/open': Post<
        { region_code: string; fiscal_year: number; reason: string },
        MonthStatus,
        { month: number }
    >;
    '/api/execution/quotas': Get<QuotaFilter, Page<QuotaItem>>;
    '/api/execution/quotas/{quota_id}': Get<never, QuotaView, { quota_id: number }>;
    '/api/execution/quotas/{quota_id}/entries': Get<
        Paging & { account?: number },
        Page<EntryItem>,
        { quota_id: number }
    >;
    '/api/execution/quota-documents': Both<DocumentFilter, Page<DocumentItem>, NewQuotaDocument, QuotaDocumentView>;
    '/api/execution/quota-documents/{document_id}': Get<never, QuotaDocumentView, DocumentPath>;
    '/api/execution/quota-documents/{document_id}/submit': Post<DecisionRequest, QuotaDocumentView, DocumentPath>;
    '/api/execution/quota-documents/{document_id}/approve': Post<DecisionRequest, QuotaDocumentView, DocumentPath>;
    '/api/execution/quota-documents/{document_id}/return': Post<DecisionRequest, QuotaDocumentView, DocumentPath>;
    '/api/execution/quota-documents/{document_id}/withdraw': Post<DecisionRequest, QuotaDocumentView, DocumentPath>;
    '/api/execution/plans': Get<PlanFilter, Page<PlanRow>>;
    '/api/execution/plan-documents': Both<DocumentFilter, Page<DocumentItem>, NewPlanDocument, PlanDocumentView>;
    '/api/execution/plan-documents/{document_id}': Get<never, PlanDocumentView, DocumentPath>;
    '/api/execution/plan-documents/{document_id}/submit': Post<DecisionRequest, PlanDocumentView, DocumentPath>;
    '/api/execution/plan-documents/{document_id}/approve': Post<DecisionRequest, PlanDocumentView, DocumentPath>;
    '/api/execution/plan-documents/{document_id}/return': Post<DecisionRequest, PlanDocumentView, DocumentPath>;
    '/api/execution/plan-documents/{document_id}/withdraw': Post<DecisionRequest, PlanDocumentView, DocumentPath>;
    '/api/execution/payments': Both<PaymentFilter, Page<PaymentItem>, NewPayment, PaymentView>;
    '/api/execution/payments/preview': Post<PreviewRequest, PaymentPreview>;
    '/api/execution/payments/bulk-approve': Post<BulkDecision, BulkResults>;
    '/api/execution/payments/{payment_id}': Methods<
        PaymentPath,
        Operation<never, PaymentPath, never, PaymentView>,
        never,
        Operation<never, PaymentPath, PaymentEdit, PaymentView>
    >;
    '/api/execution/payments/{payment_id}/submit': Post<None, PaymentView, PaymentPath>;
    '/api/execution/payments/{payment_id}/review': Post<DecisionRequest, PaymentView, PaymentPath>;
    '/api/execution/payments/{payment_id}/approve': Post<DecisionRequest, PaymentView, PaymentPath>;
    '/api/execution/payments/{payment_id}/return': Post<DecisionRequest, PaymentView, PaymentPath>;
    '/api/execution/payments/{payment_id}/review-return': Post<DecisionRequest, PaymentView, PaymentPath>;
    '/api/execution/payments/{payment_id}/withdraw': Post<DecisionRequest, PaymentView, PaymentPath>;
    '/api/execution/payments/{payment_id}/void': Post<None, PaymentView, PaymentPath>;
    '/api/execution/payments/{payment_id}/seal': Post<None, PaymentView, PaymentPath>;
    '/api/execution/payments/{payment_id}/clear': Post<ClearRequest, PaymentView, PaymentPath>;
    '/api/execution/payments/{payment_id}/bounce': Post<DecisionRequest, PaymentView, PaymentPath>;
    '/api/execution/payments/{payment_id}/refund': Post<RefundRequest, PaymentView, PaymentPath>;
    '/api/execution/lights': Get<LightFilter, Page<LightRow>>;
    '/api/execution/lights/history': Get<LightFilter, Page<LightChangeItem>>;
    '/api/execution/freezes': Get<FreezeFilter, Page<FreezeView>>;
    '/api/execution/freezes/{freeze_id}/request': Post<UnfreezeRequest, FreezeView, FreezePath>;
    '/api/execution/freezes/{freeze_id}': Get<never, FreezeView, FreezePath>;
    '/api/execution/freezes/{freeze_id}/opinion-refuse': Post<DecisionRequest, FreezeView, FreezePath>;
    '/api/execution/freezes/{freeze_id}/opinion': Post<DecisionRequest, FreezeView, FreezePath>;
    '/api/execution/freezes/{freeze_id}/approve': Post<DecisionRequest, FreezeView, FreezePath>;
    '/api/execution/freezes/{freeze_id}/refuse': Post<DecisionRequest, FreezeView, FreezePath>;
    '/api/audit/records': Get<AuditFilter, Page<AuditRecord>>;
    '/api/jobs': Get<Paging, Page<Job>>;
    '/api/jobs/{job_id}/cancel': Post<None, Job, { job_id: number }>;
    '/api/cockpit/leader': Get<LeaderFilter, LeaderCockpit>;
};
