// The words that the forms show for quotas a stored document names.
import { readQuota } from '@/api/execution';

/** Number of a quota -> its words; one that may not be read goes by its number. */
export async function quotaTexts(ids: readonly (number | null | undefined)[]): Promise<Map<number, string>> {
    const wanted = [...new Set(ids)].filter((id) => id != null);
    const found = await Promise.all(
        wanted.map(async (id): Promise<[number, string]> => {
            const answer = await readQuota(id).catch(() => null);
            if (!answer) return [id, String(id)];
            const { unit_code: unit, project_name: project, summary, economic_name: economic } = answer.quota;
            return [id, `${unit} ${project || summary || economic}`];
        }),
    );
    return new Map(found);
}
