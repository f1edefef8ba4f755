// Which acts a person may take on a quota or plan document. The buttons follow; the program decides.
export type DocumentAct = 'submit' | 'approve' | 'return' | 'withdraw';
type Person = { prepares: boolean; isHolder: boolean; names: readonly string[] };

export function documentActs(document: { status: string; created_by_name: string }, person: Person): DocumentAct[] {
    if (document.status === 'draft' || document.status === 'returned') return person.prepares ? ['submit'] : [];
    if (document.status !== 'submitted') return [];
    const acts: DocumentAct[] = [];
    if (person.isHolder) acts.push('approve', 'return');
    if (person.prepares && person.names.includes(document.created_by_name)) acts.push('withdraw');
    return acts;
}
