// Finished states are plain, those that wait for somebody are tinted, red is for three things only:
// returned, bounced and frozen.
export type Tone = 'plain' | 'neutral' | 'action' | 'warning' | 'danger';

const kTones: Record<string, Tone> = {
    draft: 'neutral',
    submitted: 'action',
    approved: 'action',
    sealed: 'action',
    sent: 'action',
    cleared: 'plain',
    effective: 'plain',
    lifted: 'plain',
    refunded: 'plain',
    voided: 'plain',
    returned: 'danger',
    bounced: 'danger',
    frozen: 'danger',
    requested: 'warning',
    opined: 'warning',
    half_approved: 'warning',
    running: 'action',
    waiting: 'neutral',
    queued: 'neutral',
    done: 'plain',
    succeeded: 'plain',
    finished: 'plain',
    failed: 'warning',
    cancelled: 'plain',
    open: 'plain',
    closed: 'neutral',
    reopening: 'warning',
    locked: 'warning',
    active: 'plain',
    rejected: 'danger',
    withdrawn: 'neutral',
    refused: 'warning',
};

// The same word ends one kind of document and opens the next act on another.
const kTonesOfKind: Record<string, Tone> = {
    'flow.approved': 'plain',
    'payment_list.approved': 'plain',
    'proposal.approved': 'plain',
};

export function toneOf(kind: string, state: string): Tone {
    return kTonesOfKind[`${kind}.${state}`] ?? kTones[state] ?? 'neutral';
}
