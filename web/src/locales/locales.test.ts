import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { baseCompile, type CompileError } from '@intlify/message-compiler';
import { describe, expect, it } from 'vitest';
import en from './en';
import type { Messages } from './gather';
import zh from './zh-CN';

const kSource = path.resolve(import.meta.dirname, '..');

function flat(messages: Messages, prefix = ''): Map<string, string> {
    const result = new Map<string, string>();
    for (const [key, value] of Object.entries(messages)) {
        if (typeof value === 'string') result.set(prefix + key, value);
        else for (const [name, text] of flat(value, `${prefix}${key}.`)) result.set(name, text);
    }
    return result;
}

function* sources(folder: string): Generator<string> {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
        const full = path.join(folder, entry.name);
        if (entry.isDirectory()) yield* sources(full);
        else if (/\.(vue|ts)$/.test(entry.name) && !entry.name.endsWith('.test.ts')) yield full;
    }
}

const chinese = flat(zh);
const english = flat(en);
const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort();

describe('the two languages', () => {
    it('have the same keys', () => {
        expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
    });
    it('have no empty text, and name the same values in each', () => {
        for (const [key, text] of chinese) {
            expect(text, key).not.toBe('');
            expect(english.get(key), key).not.toBe('');
            expect(placeholders(english.get(key) ?? ''), key).toEqual(placeholders(text));
        }
    });
    it('have no Chinese in the English texts, but for the name of the language', () => {
        for (const [key, text] of english)
            if (key !== 'shell.languages.zh-CN') expect(text, key).not.toMatch(/[\u4e00-\u9fff]/);
    });
    it('have texts that the message compiler accepts', () => {
        for (const [key, text] of [...chinese, ...english])
            baseCompile(text, {
                onError: (error: CompileError) => {
                    throw new Error(`${key}: ${error.message}`);
                },
            });
    });
    it('have every key that a page names', () => {
        const missing: string[] = [];
        for (const file of sources(kSource)) {
            const text = readFileSync(file, 'utf8');
            for (const [, key] of text.matchAll(/\bt\(\s*'([\w.-]+)'/g)) if (!chinese.has(key!)) missing.push(key!);
            for (const [, key] of text.matchAll(/'((?:shell|execution)\.(?:menu|group)\.\w+)'/g))
                if (!chinese.has(key!)) missing.push(key!);
        }
        expect(missing).toEqual([]);
    });
    it('name each permission the program asks for', () => {
        const menu = readFileSync(path.join(kSource, 'layout/menu.ts'), 'utf8');
        for (const [, permission] of menu.matchAll(/permission: '([\w.]+)'/g))
            expect(chinese.has(`identity.permission.${permission}`), permission).toBe(true);
    });
});
