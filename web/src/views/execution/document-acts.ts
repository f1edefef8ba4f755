// Which acts a person may take on a quota or plan document. The buttons follow; the program decides.
export type DocumentAct = 'submit' | 'edit' | 'void' | 'approve' | 'return' | 'withdraw';
/** What is asked of the program at once, what after a word: the opinion goes with it. */
export type AskedAct = Exclude<DocumentAct, 'submit' | 'edit'>;
type Person = { prepares: boolean; isHolder: boolean; names: readonly string[] };

export const withPreparer = (status: string): boolean => status === 'draft' || status === 'returned';

export function documentActs(document: { status: string; created_by_name: string }, person: Person): DocumentAct[] {
    if (withPreparer(document.status)) return person.prepares ? ['submit', 'edit', 'void'] : [];
    if (document.status !== 'submitted') return [];
    const acts: DocumentAct[] = [];
    if (person.isHolder) acts.push('approve', 'return');
    if (person.prepares && person.names.includes(document.created_by_name)) acts.push('withdraw');
    return acts;
}
