// The description of the program, as it is served and as it is printed: OpenAPI 3.1 by the schema of
// the specification, every reference leads somewhere, every operation can be told apart.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, inject, it } from 'vitest';

type Parameter = { name: string; in: string };
type Operation = { operationId: string; summary: string; parameters?: Parameter[] };
type Document = { openapi: string; paths: Record<string, Record<string, Operation>> };

async function served(): Promise<string> {
    const answer = await fetch(`${inject('address')}/openapi.json`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('json');
    return answer.text();
}

function operations(document: Document): [where: string, path: string, operation: Operation][] {
    return Object.entries(document.paths).flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, operation]): [string, string, Operation] => [
            `${method.toUpperCase()} ${path}`,
            path,
            operation,
        ]),
    );
}

/** Every `$ref`, with the place where it stands. */
function references(node: unknown, place = '#'): [place: string, target: string][] {
    if (typeof node !== 'object' || node === null) return [];
    return Object.entries(node).flatMap(([key, value]): [string, string][] =>
        key === '$ref' && typeof value === 'string' ? [[place, value]] : references(value, `${place}/${key}`),
    );
}

function leadsTo(document: unknown, target: string): unknown {
    return target
        .slice('#/'.length)
        .split('/')
        .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
        .reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], document);
}

describe('the description of the program', () => {
    it('is OpenAPI 3.1', async () => {
        const validator = new Validator();
        const result = await validator.validate(JSON.parse(await served()) as Record<string, unknown>);
        expect(result.errors ?? []).toEqual([]);
        expect(result.valid).toBe(true);
        expect(validator.version).toBe('3.1');
    });

    it('is the same printed as served', async () => {
        const { stdout } = await promisify(execFile)(process.env.JINCAI!, ['openapi'], {
            maxBuffer: 64 * 1024 * 1024,
        });
        expect(JSON.parse(stdout)).toEqual(JSON.parse(await served()));
    });

    it('refers to nothing that is missing', async () => {
        const document: unknown = JSON.parse(await served());
        const all = references(document);
        expect(all.length).toBeGreaterThan(100);
        expect(all.filter(([, target]) => leadsTo(document, target) === undefined)).toEqual([]);
    });

    it('names each operation once, describes it, and declares what stands in its path', async () => {
        const all = operations(JSON.parse(await served()) as Document);
        const names = all.map(([, , { operationId }]) => operationId);
        expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
        expect(all.filter(([, , { summary }]) => !summary).map(([where]) => where)).toEqual([]);
        for (const [where, path, { parameters }] of all) {
            const declared = (parameters ?? []).filter((one) => one.in === 'path').map(({ name }) => name);
            const written = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
            expect(declared.sort(), where).toEqual(written.sort());
        }
    });
});
