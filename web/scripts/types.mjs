// Turns the program's own description of its interface into TypeScript. The description comes from
// src/api/generated/openapi.json (written by the build) or, while developing, from JINCAI_URL.
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';

const folder = path.resolve(import.meta.dirname, '../src/api/generated');
const description = path.join(folder, 'openapi.json');
const types = path.join(folder, 'schema.d.ts');

await mkdir(folder, { recursive: true });
if (process.env.JINCAI_URL) {
    const answer = await fetch(`${process.env.JINCAI_URL}/openapi.json`);
    if (!answer.ok) throw new Error(`GET /openapi.json answered ${answer.status}`);
    await writeFile(description, await answer.text());
}
await access(description).catch(() => {
    console.error('No src/api/generated/openapi.json: run "jincai openapi" or set JINCAI_URL.');
    process.exit(1);
});
const text = astToString(await openapiTS(JSON.parse(await readFile(description, 'utf8'))));
await writeFile(types, `// Generated from openapi.json: never edited by hand.\n${text}`);
