/** What happens to a document once it is approved: done by machines and counters, not by holders of steps. */
export type LaterEvent = {
    action: 'sealed' | 'sent' | 'cleared' | 'bounced' | 'refunded';
    /** An instant or a day; absent when only the fact is known. */
    at: string | null;
    text: string;
};
