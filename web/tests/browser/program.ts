// Starts the real program on demonstration data of its own, once for all browser tests.
import { spawn, execFile, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

const kDay = '2026-09-16';
const kStartMs = 120_000;

export type Account = { user_name: string; password: string; role: string; unit_code: string | null };

declare module 'vitest' {
    interface ProvidedContext {
        address: string;
        accounts: Account[];
    }
}

let program: ChildProcess | null = null;
let folder = '';

type Report = { accounts: Account[] };

// The province, its capital and the county of the story: all that the tests look at.
async function makeData(binary: string): Promise<Report> {
    folder = await mkdtemp(path.join(os.tmpdir(), 'jincai-browser-'));
    const { stdout } = await promisify(execFile)(
        binary,
        ['demo', '--sample', '--data', path.join(folder, 'data'), '--date', kDay, '--json'],
        { maxBuffer: 64 * 1024 * 1024 },
    );
    return JSON.parse(stdout) as Report;
}

function serve(binary: string): Promise<string> {
    const web = path.resolve(import.meta.dirname, '../../dist');
    const words = ['serve', '--data', path.join(folder, 'data'), '--port', '0', '--web', web];
    program = spawn(binary, [...words, '--today', kDay, '--no-rate-limits', '--password-rounds', '1000'], {
        stdio: ['ignore', 'pipe', 'inherit'],
    });
    return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('the program did not start in time')), kStartMs);
        let text = '';
        program!.stdout!.on('data', (bytes: Buffer) => {
            text += bytes.toString();
            const found = /http:\/\/127\.0\.0\.1:\d+/.exec(text);
            if (!found) return;
            clearTimeout(timer);
            resolve(found[0]);
        });
        program!.on('exit', (code) => reject(new Error(`the program ended with ${code}`)));
    });
}

export async function setup(project: TestProject): Promise<void> {
    const binary = process.env.JINCAI;
    if (!binary) throw new Error('JINCAI must name the program, for example JINCAI=../build/jincai');
    const report = await makeData(binary);
    const address = await serve(binary);
    project.provide('address', address);
    project.provide('accounts', report.accounts);
}

export async function teardown(): Promise<void> {
    if (program && program.exitCode === null) {
        const ended = new Promise((resolve) => program!.once('exit', resolve));
        program.removeAllListeners('exit');
        program.once('exit', () => undefined);
        program.kill('SIGTERM');
        await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 30_000))]);
    }
    if (folder) await rm(folder, { recursive: true, force: true });
}
