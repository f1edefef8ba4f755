export type Messages = { [key: string]: string | Messages };

// './en/execution.json' becomes the messages below 'execution'.
export function gather(files: Record<string, unknown>): Messages {
    const result: Messages = {};
    for (const [path, messages] of Object.entries(files)) {
        const name = path.split('/').at(-1)!.replace('.json', '');
        result[name] = messages as Messages;
    }
    return result;
}
