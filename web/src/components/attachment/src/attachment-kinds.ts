// Which kinds of papers a person is offered for a document. What a document must bring is decided by
// the program's rules; it names what is missing.
export type AttachmentKind =
    | 'contract'
    | 'invoice'
    | 'acceptance'
    | 'roster'
    | 'decision'
    | 'explanation'
    | 'correction_plan'
    | 'other';

const kPayment: readonly AttachmentKind[] = ['invoice', 'contract', 'acceptance', 'roster', 'other'];
const kExplained: readonly AttachmentKind[] = ['explanation', 'decision', 'other'];
const kDecided: readonly AttachmentKind[] = ['decision', 'explanation', 'other'];

/** By the kind of document as in flows: `payment`, `unfreeze`, `cash_plan`, `quota_transfer`. The usual one first. */
export function attachmentKinds(documentKind: string): readonly AttachmentKind[] {
    if (documentKind === 'payment') return kPayment;
    if (documentKind === 'unfreeze') return ['correction_plan', 'explanation', 'other'];
    return ['cash_plan', 'plan_shift', 'quota_transfer'].includes(documentKind) ? kExplained : kDecided;
}
