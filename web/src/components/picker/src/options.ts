export type PickerOption = { value: string; code: string; name: string; note?: string };
