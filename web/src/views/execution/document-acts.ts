// Which acts a person may take on a quota or plan document. The buttons follow; the program decides.
export type DocumentAct = 'submit' | 'approve' | 'return' | 'withdraw';

export function documentActs(
    document: { status: string; created_by_name: string },
    prepares: boolean,
    approves: boolean,
    userName: string,
): DocumentAct[] {
    const isMine = document.created_by_name === userName;
    if (document.status === 'draft' || document.status === 'returned') return prepares ? ['submit'] : [];
    if (document.status !== 'submitted') return [];
    const acts: DocumentAct[] = [];
    if (approves && !isMine) acts.push('approve', 'return');
    if (prepares && isMine) acts.push('withdraw');
    return acts;
}
