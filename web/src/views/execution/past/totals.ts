// The columns of a quota statement, in the order in which money passes through them.
export const kTotals = [
    'issued_fen',
    'pending_fen',
    'executable_fen',
    'frozen_fen',
    'procurement_fen',
    'contract_fen',
    'reserved_fen',
    'plan_fen',
    'in_flight_fen',
    'paid_fen',
    'passed_down_fen',
    'handed_down_fen',
    'carried_over_fen',
    'recalled_fen',
    'available_fen',
] as const;
